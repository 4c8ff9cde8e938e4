package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream as a Dataflow job, translated by the runner itself, offline. What the service makes of
 * it was not tried.
 */
class DataflowGraphTest {

  /**
   * The graph that running jobs have. To record it anew, after deciding what becomes of those jobs:
   * {@code mvn test -pl pipelines -am -Dtest=DataflowGraphTest -Ddataflow.record=true
   * -Dsurefire.failIfNoSpecifiedTests=false}.
   */
  private static final Path RECORDED = Path.of("src/test/resources/dataflow/stream-graph.txt");

  private static final String WHAT_IT_MEANS =
      """
      The graph is no longer the one that running jobs have. Dataflow moves state and what is in \
      flight to a job's successor by the names of its steps, and reads it by their coders: a job \
      can't be updated to a step of another name, unless --transformNameMapping tells the old one, \
      nor to another coder or cell. Keep the old name or coder; or drain the running jobs, start \
      anew from the tables (docs/dataflow.md) and record the graph anew as this test says.""";

  private static OfflineDataflow stream;

  @BeforeAll
  static void translate(@TempDir Path folder) throws IOException {
    stream = OfflineDataflow.translate(folder);
  }

  @Test
  void runningJobCanBeUpdatedToThisGraph() throws IOException {
    List<String> outline = GraphOutline.of(stream.pipeline()).lines();
    if (Boolean.getBoolean("dataflow.record")) {
      Files.createDirectories(RECORDED.getParent());
      Files.write(RECORDED, outline);
    }

    assertThat(outline).as(WHAT_IT_MEANS).containsExactlyElementsOf(Files.readAllLines(RECORDED));
  }

  @Test
  void renamedStepIsNotTheRecordedGraph() throws IOException {
    List<String> renamed =
        GraphOutline.of(stream.pipeline()).lines().stream()
            .map(line -> line.replace("AdmitEvents", "JudgeEvents"))
            .toList();

    assertThat(renamed).isNotEqualTo(Files.readAllLines(RECORDED));
  }

  @Test
  void jobHasTheStepsOfTheGraphByTheirNames() {

    assertThat(texts(stream.job().path("steps"), DataflowGraphTest::nameOf))
        .containsExactlyElementsOf(GraphOutline.of(stream.pipeline()).steps())
        .doesNotHaveDuplicates()
        .contains(
            "BatchByPartition/GatherFrames",
            "AdmitEvents/JudgeInOrder",
            "AppendBronze/Commit",
            "AppendSilver/Commit",
            "AppendQuarantine/Commit",
            "SumRevenueByCategory/TellTotals",
            "AppendWindows/WriteAndCommit");
  }

  @Test
  void jobStreamsExactlyOnceOnStreamingEngineFromTheUnboundedSource() {
    JsonNode job = stream.job();

    assertThat(job.path("type").asText()).isEqualTo("JOB_TYPE_STREAMING");
    assertThat(texts(job.path("environment").path("experiments"), Function.identity()))
        .contains(
            "enable_streaming_engine",
            "enable_windmill_service",
            "use_deprecated_read",
            "disable_runner_v2");
    assertThat(texts(job.path("environment").path("serviceOptions"), Function.identity()))
        .doesNotContain("streaming_mode_at_least_once");
    assertThat(job.path("steps").path(0).path("kind").asText()).isEqualTo("ParallelRead");
  }

  @Test
  void windowsAreKeptInStateOfTheGlobalWindow() {
    List<String> stateful = GraphOutline.of(stream.pipeline()).lines();

    assertThat(stateful).noneMatch(line -> line.contains("FixedWindows"));
    assertThat(stateful)
        .contains("  cell partition value StateCoder", "  timer windowEnd EVENT_TIME");
  }

  private static JsonNode nameOf(JsonNode step) {
    return step.path("properties").path("user_name").path("value");
  }

  private static List<String> texts(JsonNode array, Function<JsonNode, JsonNode> text) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(text)
        .map(JsonNode::asText)
        .toList();
  }
}
