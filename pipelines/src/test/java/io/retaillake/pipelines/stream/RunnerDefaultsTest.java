package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunnerDefaultsTest {

  @Test
  void theDirectRunnerIsTheDefaultAndItsFramesMayComeOutOfOrder() {
    RunnerDefaults defaults = RunnerDefaults.of();

    assertThat(defaults.args()).contains("--runner=DirectRunner", "--enforceImmutability=false");
    assertThat(defaults.isEmbeddedFlink()).isFalse();
    assertThat(defaults.gapPatience()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void anEmbeddedFlinkWithoutEndKeepsItsCheckpointsBesideTheTables() {
    RunnerDefaults defaults = RunnerDefaults.of("--runner=FlinkRunner", "--lakehouse=/lake/house");

    assertThat(defaults.args())
        .contains(
            "--flinkMaster=[local]",
            "--checkpointingInterval=10000",
            "--stateBackend=filesystem",
            "--stateBackendStoragePath=file:///lake/house/_checkpoints");
    assertThat(defaults.isEmbeddedFlink()).isTrue();
    assertThat(defaults.gapPatience()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aClusterKeepsCheckpointsWhereItsOwnConfigurationSays() {
    RunnerDefaults defaults = RunnerDefaults.of("--runner=FlinkRunner", "--flinkMaster=host:8081");

    assertThat(defaults.args()).noneMatch(arg -> arg.startsWith("--stateBackend"));
    assertThat(defaults.isEmbeddedFlink()).isFalse();
  }

  @Test
  void aBoundedRunTakesNoCheckpointsAndEndsWithItsSources() {
    RunnerDefaults defaults = RunnerDefaults.of("--runner=FlinkRunner", "--untilNow");

    assertThat(defaults.args())
        .contains("--shutdownSourcesAfterIdleMs=1")
        .noneMatch(arg -> arg.startsWith("--checkpointingInterval"));
  }

  @Test
  void dataflowStreamsOnItsEngineWithTheLaunchersExperimentsAndOurs() {
    RunnerDefaults defaults =
        RunnerDefaults.of("--runner=DataflowRunner", "--experiments=enable_lightweight_streaming");

    assertThat(defaults.args())
        .contains(
            "--streaming=true",
            "--enableStreamingEngine=true",
            "--experiments=enable_lightweight_streaming",
            "--experiments=use_deprecated_read",
            "--experiments=disable_runner_v2");
    assertThat(defaults.isDataflow()).isTrue();
    assertThat(defaults.gapPatience()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void dataflowRunsOnItsOtherRunnerIfAskedTo() {
    RunnerDefaults defaults =
        RunnerDefaults.of("--runner=DataflowRunner", "--experiments=use_runner_v2");

    assertThat(defaults.args()).doesNotContain("--experiments=disable_runner_v2");
  }

  @Test
  void whatTheUserSaysStands() {
    RunnerDefaults defaults =
        RunnerDefaults.of("--runner=FlinkRunner", "--parallelism=7", "--maxBundleTimeMills=5");

    assertThat(defaults.args())
        .contains("--parallelism=7", "--maxBundleTimeMills=5")
        .doesNotContain("--maxBundleTimeMills=50");
  }
}
