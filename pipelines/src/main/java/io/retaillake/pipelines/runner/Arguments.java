package io.retaillake.pipelines.runner;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Arguments of the form {@code --name=value}, as Beam takes them. */
public final class Arguments {

  private Arguments() {}

  /** The value given under this name; {@code true} for a name alone. */
  public static Optional<String> value(String[] args, String name) {
    for (String arg : args) {
      if (arg.equals("--" + name)) {
        return Optional.of("true");
      }
      if (arg.startsWith("--" + name + "=")) {
        return Optional.of(arg.substring(name.length() + 3));
      }
    }
    return Optional.empty();
  }

  /** Whether help is asked for. */
  public static boolean askForHelp(String... args) {
    return Arrays.stream(args).anyMatch(arg -> arg.equals("--help") || arg.equals("-h"));
  }

  /** The arguments, and those of the defaults whose name is not among them. */
  public static List<String> withDefaults(String[] args, Map<String, String> defaults) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    defaults.forEach(
        (name, value) -> {
          if (value(args, name).isEmpty()) {
            all.add("--" + name + "=" + value);
          }
        });
    return all;
  }

  /**
   * The arguments as options.
   *
   * @throws UserError with {@link ExitCode#USAGE} if one is unknown or can't be read
   */
  public static <T extends PipelineOptions> T parse(Class<T> type, String... args) {
    try {
      return PipelineOptionsFactory.fromArgs(args).withValidation().as(type);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE,
          "an option can't be used",
          String.valueOf(e.getMessage()),
          "See --help for the options",
          e);
    }
  }
}
