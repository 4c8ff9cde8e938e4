package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.ParameterMetadataEnumOption;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.retaillake.pipelines.cli.UserError;
import java.beans.Introspector;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Flex Template's metadata, by Google's own model of it and by the stream's options. */
class DataflowTemplateTest {

  private static final Path PROJECT =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).resolveSibling(".");

  /** As the API lists them; the model has them as text. */
  private static final Set<String> TYPES =
      Set.of("TEXT", "ENUM", "BOOLEAN", "NUMBER", "GCS_READ_FILE", "KAFKA_READ_TOPIC");

  /** What POSIX extended regular expressions don't have. */
  private static final Pattern NOT_POSIX = Pattern.compile("\\\\[a-zA-Z]|\\(\\?|[*+?}][?+]");

  private TemplateMetadata template;
  private Map<String, ParameterMetadata> parameters;

  @BeforeEach
  void readTheMetadata() throws IOException {
    try (Reader reader =
        Files.newBufferedReader(PROJECT.resolve("deploy/dataflow/metadata.json"))) {
      template = GsonFactory.getDefaultInstance().fromReader(reader, TemplateMetadata.class);
    }
    parameters =
        template.getParameters().stream()
            .collect(Collectors.toMap(ParameterMetadata::getName, Function.identity()));
  }

  @Test
  void noKeyIsUnknownToGooglesModel() {
    assertThat(template.getUnknownKeys()).isEmpty();
    assertThat(template.getParameters())
        .allSatisfy(parameter -> assertThat(parameter.getUnknownKeys()).isEmpty());
    assertThat(template.getParameters())
        .flatExtracting(p -> Objects.requireNonNullElse(p.getEnumOptions(), List.of()))
        .allSatisfy(option -> assertThat(((GenericJson) option).getUnknownKeys()).isEmpty());
  }

  @Test
  void templateStreamsExactlyOnceAndInNoOtherMode() {
    assertThat(template.getName()).isNotBlank();
    assertThat(template.getDescription()).isNotBlank();
    assertThat(template.getStreaming()).isTrue();
    assertThat(template.getSupportsExactlyOnce()).isTrue();
    assertThat(template.getSupportsAtLeastOnce()).isFalse();
    // Google takes a default mode only from a template that supports both.
    assertThat(template.getDefaultStreamingMode()).isNull();
  }

  @Test
  void parametersAreTheStreamsOptionsAndNoOthers() {
    assertThat(template.getParameters())
        .extracting(ParameterMetadata::getName)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            getters().stream().map(DataflowTemplateTest::name).toList());
  }

  @Test
  void eachParameterHasWhatGoogleAsksFor() {
    assertThat(template.getParameters())
        .allSatisfy(
            parameter -> {
              assertThat(parameter.getName()).matches("[a-zA-Z][a-zA-Z0-9]*");
              assertThat(parameter.getLabel()).isNotBlank();
              assertThat(parameter.getHelpText()).isNotBlank();
              assertThat(parameter.getParamType()).isIn(TYPES);
              assertThat(parameter.getRegexes())
                  .allSatisfy(regex -> assertThat(regex).startsWith("^").endsWith("$"))
                  .noneMatch(regex -> NOT_POSIX.matcher(regex).find());
              assertThat(parameter.getEnumOptions() != null)
                  .isEqualTo(parameter.getParamType().equals("ENUM"));
            });
  }

  @Test
  void optionalParametersHaveTheOptionsDefaultsWhichPassTheirOwnRegexes() {
    getters()
        .forEach(
            getter -> {
              ParameterMetadata parameter = parameters.get(name(getter));
              String value = parameter.getDefaultValue();
              boolean required = !Boolean.TRUE.equals(parameter.getIsOptional());
              assertThat(required)
                  .as(parameter.getName())
                  .isEqualTo(Set.of("bootstrapServers", "lakehouse").contains(parameter.getName()));
              if (!required) {
                assertThat(value).as(parameter.getName()).isEqualTo(defaultOf(getter));
              }
              if (value != null) {
                assertThat(accepts(parameter.getName(), value)).as(parameter.getName()).isTrue();
              }
            });
  }

  @Test
  void valuesOfStartFromAreThoseOfTheEnum() {
    List<String> values = Arrays.stream(StreamOptions.StartFrom.values()).map(Enum::name).toList();

    assertThat(parameters.get("startFrom").getEnumOptions())
        .extracting(ParameterMetadataEnumOption::getValue)
        .containsExactlyElementsOf(values);
    assertThat(values).allMatch(value -> accepts("startFrom", value));
    assertThat(accepts("startFrom", "YESTERDAY")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "outOfOrderness, 500ms, 2",
    "idleAfter, 5s, five",
    "deduplicationHorizon, 7d, 1w",
    "fileInterval, 10m, -1s",
    "commitInterval, 1s, 1.5s",
    "maxFileRecords, 50000, 0",
    "schemaRegistryUrl, https://registry.example.com, registry:8081",
    "bigQueryDataset, example-retail.retail, retail",
    "consumerConfigFile, /template/consumer.properties, -",
    "lakehouse, /mnt/lakehouse, ./data/lakehouse",
    "bootstrapServers, 'a.example.com:9092,b.example.com:9092', a.example.com",
    "topic, shop.events-1, all events"
  })
  void regexTakesWhatTheProgramTakesAndNoMistakes(String name, String good, String bad)
      throws IOException {
    assertThat(accepts(name, good)).isTrue();
    assertThat(accepts(name, bad)).isFalse();
    if (!name.equals("consumerConfigFile")) {
      StreamSettings.of(options("--" + name + "=" + good));
    }
  }

  @Test
  void whatMeansNothingOnDataflowIsRefusedByTheTemplateAndByTheProgram() {
    assertThat(accepts("restoreFrom", "file:///checkpoints/chk-1")).isFalse();
    assertThat(accepts("untilNow", "true")).isFalse();
    assertThat(parameters.get("restoreFrom").getHiddenUi()).isTrue();
    assertThat(parameters.get("untilNow").getHiddenUi()).isTrue();
    refuses("--restoreFrom=file:///checkpoints/chk-1", "names a checkpoint of Flink");
    refuses("--untilNow=true", "reads on until it is drained");
    refuses("--lakehouse=./data/lakehouse", "a folder of its own");
    refuses("--dataflowServiceOptions=streaming_mode_at_least_once", "may come twice");
  }

  @Test
  void terraformGivesTheTemplateParametersThatItHas() throws IOException {
    String module = Files.readString(PROJECT.resolve("terraform/modules/dataflow/main.tf"));
    String given = module.substring(module.indexOf("merge("), module.indexOf("var.stream.options"));

    assertThat(Pattern.compile("(?m)^ +(\\w+) += ").matcher(given).results().map(r -> r.group(1)))
        .containsExactly("bootstrapServers", "topic", "lakehouse", "bigQueryDataset")
        .allMatch(parameters::containsKey);
  }

  private static void refuses(String arg, String why) {
    String[] args = {"--runner=DataflowRunner", "--lakehouse=/mnt/lakehouse", arg};
    String[] last = arg.startsWith("--lakehouse") ? new String[] {args[0], arg} : args;

    assertThatThrownBy(() -> DataflowRules.check(options(last), last))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why);
  }

  private static StreamOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).as(StreamOptions.class);
  }

  private boolean accepts(String name, String value) {
    return parameters.get(name).getRegexes().stream().allMatch(value::matches);
  }

  private static List<Method> getters() {
    return Arrays.stream(StreamOptions.class.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .toList();
  }

  private static String name(Method getter) {
    return Introspector.decapitalize(getter.getName().substring("get".length()));
  }

  /** The option's default as text, or null if it has none. */
  private static String defaultOf(Method getter) {
    if (getter.isAnnotationPresent(Default.String.class)) {
      return getter.getAnnotation(Default.String.class).value();
    }
    if (getter.isAnnotationPresent(Default.Enum.class)) {
      return getter.getAnnotation(Default.Enum.class).value();
    }
    if (getter.isAnnotationPresent(Default.Integer.class)) {
      return Integer.toString(getter.getAnnotation(Default.Integer.class).value());
    }
    if (getter.isAnnotationPresent(Default.Boolean.class)) {
      return Boolean.toString(getter.getAnnotation(Default.Boolean.class).value());
    }
    return null;
  }
}
