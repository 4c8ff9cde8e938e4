package io.retaillake.pipelines.stream;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What a JVM needs to run the stream beside the tests: their classpath and what they opened. */
final class StreamJvm {

  private StreamJvm() {}

  static List<String> options() {
    List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(options::add);
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return options;
  }
}
