package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    assertThat(defaults.args())
        .noneMatch(arg -> arg.startsWith("--stateBackend"))
        .noneMatch(arg -> arg.startsWith("--numberOfExecutionRetries"));
    assertThat(defaults.isEmbeddedFlink()).isFalse();
    assertThat(defaults.cluster()).hasValue("host:8081");
    assertThat(defaults.isDetached()).isFalse();
  }

  @Test
  void aClusterIsToldWhatToRestoreAndMayBeLeftWithTheJob() {
    RunnerDefaults defaults =
        RunnerDefaults.of(
            "--runner=FlinkRunner",
            "--flinkMaster=host:8081",
            "--attachedMode=false",
            "--restoreFrom=file:///savepoint-1");

    assertThat(defaults.args()).contains("--savepointPath=file:///savepoint-1");
    assertThat(defaults.isDetached()).isTrue();
  }

  @Test
  void aProgramThatFlinkStartedEndsWhenItsJobIsMade() {
    RunnerDefaults defaults = RunnerDefaults.of("--runner=FlinkRunner", "--flinkMaster=[auto]");

    assertThat(defaults.isWithinCluster()).isTrue();
    assertThat(defaults.isDetached()).isTrue();
    assertThat(defaults.cluster()).isEmpty();
  }

  @Test
  void everyStreamOnFlinkHasTheSameMaxParallelismSoThatItCanBeRescaled() {
    assertThat(RunnerDefaults.of("--runner=FlinkRunner", "--parallelism=1").args())
        .contains("--maxParallelism=128");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--runner=DirectRunner", "--flinkMaster=[auto]"})
  void aRestoreThatTheRunnerWouldPassOverIsRefused(String where) {
    String runner = where.startsWith("--runner") ? where : "--runner=FlinkRunner";

    assertThatThrownBy(() -> RunnerDefaults.of(runner, where, "--restoreFrom=file:///savepoint-1"))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE));
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

  /** A splittable read could be cut within a frame. */
  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner", "DataflowRunner"})
  void theUnboundedSourceIsReadWhateverOtherExperimentsTheUserNames(String runner) {
    RunnerDefaults defaults = RunnerDefaults.of("--runner=" + runner, "--experiments=other");

    assertThat(defaults.args())
        .contains("--experiments=other", "--experiments=use_deprecated_read");
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
