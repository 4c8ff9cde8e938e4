package io.retaillake.pipelines.stream;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stream on an embedded Flink in a JVM beside the tests: their classpath, what they opened. */
final class StreamJvm {

  private StreamJvm() {}

  /** What starts it with these arguments; it says all on its standard output. */
  static ProcessBuilder with(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StreamPipeline.class.getName());
    command.add("--runner=FlinkRunner");
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }
}
