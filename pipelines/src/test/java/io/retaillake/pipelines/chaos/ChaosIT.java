package io.retaillake.pipelines.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.retaillake.pipelines.witness.Tool;
import io.retaillake.pipelines.witness.Tool.Run;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checker's own proof, and five minutes of the stream on a real cluster, struck by every fault
 * that this machine allows, with a fixed seed; {@code -Dchaos.minutes}, {@code -Dchaos.seed} and
 * {@code -Dchaos.faults} make it another run.
 */
class ChaosIT {

  private static final String SEED = System.getProperty("chaos.seed", "7");
  private static final String MINUTES = System.getProperty("chaos.minutes", "5");
  private static final String FAULTS = System.getProperty("chaos.faults", "all");

  /** A JVM that lives for minutes is over before the better compiler or collector would pay. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void tablesHoldWhatTheTopicHoldsWhateverStrikes() throws Exception {
    String classpath = System.getProperty("java.class.path");
    Path home = folder.resolve("flink");
    FlinkHome.make(home, fetchedFlink(), classpath);
    Path classpathFile = Files.writeString(folder.resolve("classpath"), classpath);

    Run run =
        Tool.python()
            .with(Map.of("FLINK_HOME", home.toString(), "JAVA_TOOL_OPTIONS", SHORT_LIVED))
            .within(Duration.ofMinutes(25))
            .run(
                ROOT.resolve("chaos/chaos.py").toString(),
                "--seed=" + SEED,
                "--minutes=" + MINUTES,
                "--faults=" + FAULTS,
                "--jar=" + streamJar(classpath),
                "--classpath=" + classpathFile,
                "--folder=" + folder.resolve("run"));

    System.out.println(run.output());
    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @Test
  void theCheckerSeesWhatIsLostDoubledOrChanged() throws Exception {
    Run run =
        Tool.python().run("-m", "unittest", "discover", "-s", ROOT.resolve("chaos").toString());

    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  private static Path streamJar(String classpath) {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(classpath)
        .filter(entry -> entry.matches(".*/pipelines-[^/]*\\.jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  private static Path fetchedFlink() throws Exception {
    Run run = Tool.python().run(ROOT.resolve("deploy/flink/cluster.py").toString(), "fetch");
    assertThat(run.exitCode()).as(run.output()).isZero();
    return Path.of(run.output().lines().reduce((before, last) -> last).orElseThrow());
  }
}
