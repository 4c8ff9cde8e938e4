package io.retaillake.pipelines.crash;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.retaillake.pipelines.crash.Fault.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * Halts the JVM it is loaded into at the n-th call of a method, counted from when a file appears. A
 * halt runs no shutdown hook and no finally block: to the tables it is a power cut.
 */
public final class HaltAgent {

  /** The exit code of a JVM that halted here. */
  static final int EXIT_CODE = 77;

  private static final int POLL_MILLIS = 10;

  private static final AtomicInteger callsLeft = new AtomicInteger();
  private static volatile boolean armed;

  private HaltAgent() {}

  /** Writes the agent's jar: a manifest, as the class is on the class path. */
  static Path writeJar(Path folder) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", HaltAgent.class.getName());
    Path jar = folder.resolve("halt-agent.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JVM's option that loads the agent. */
  static String option(Path jar, Fault.HaltPoint point, int call, Path armFile) {
    return "-javaagent:%s=%s,%s,%s,%d,%s"
        .formatted(jar, point.className(), point.method(), point.count(), call, armFile);
  }

  public static void premain(String arguments, Instrumentation instrumentation) {
    String[] parts = arguments.split(",", 5);
    callsLeft.set(Integer.parseInt(parts[3]));
    watch(Path.of(parts[4]));
    Class<?> advice =
        switch (Count.valueOf(parts[2])) {
          case CALLS -> AtEntry.class;
          case RESULTS -> AtResult.class;
        };
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
        .type(named(parts[0]))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(Advice.to(advice).on(named(parts[1]))))
        .installOn(instrumentation);
  }

  private static void watch(Path armFile) {
    armed = Files.exists(armFile);
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (!armed) {
                  Thread.sleep(POLL_MILLIS);
                  armed = Files.exists(armFile);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "halt-agent");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** A call of the method; woven into it, so it has to be public. */
  public static void called() {
    if (armed && callsLeft.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /** A return of the method, which counts if it has brought something about. */
  public static void returned(Object result) {
    boolean something =
        result instanceof OptionalLong version
            ? version.isPresent()
            : result instanceof Collection<?> files && !files.isEmpty();
    if (something) {
      called();
    }
  }

  /** Counts calls as they begin. */
  public static final class AtEntry {
    private AtEntry() {}

    @Advice.OnMethodEnter
    public static void enter() {
      HaltAgent.called();
    }
  }

  /** Counts calls as they return a version or files. */
  public static final class AtResult {
    private AtResult() {}

    @Advice.OnMethodExit
    public static void exit(@Advice.Return Object result) {
      HaltAgent.returned(result);
    }
  }
}
