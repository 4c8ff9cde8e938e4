package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.junit.jupiter.api.Test;

/**
 * The stream's graph with {@code --bigQueryDataset}. What BigQuery does with it was not tried:
 * there is no Storage Write API here that Beam's writer could be pointed at.
 */
class LiveTablesGraphTest {

  private final List<String> steps = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();

  @Test
  void silverAndWindowsAreWrittenByTheStorageWriteApiExactlyOnce() {
    build("--bigQueryDataset=my-project:retail");

    assertThat(tables)
        .containsExactlyInAnyOrder(table("silver_events_live"), table("gold_revenue_windows_live"));
    // The sharded writer with streams of its own is Beam's exactly-once mode.
    assertThat(steps)
        .anyMatch(step -> step.startsWith("WriteLiveSilver/Write/") && isExactlyOnce(step))
        .anyMatch(step -> step.startsWith("WriteLiveWindows/Write/") && isExactlyOnce(step))
        .noneMatch(step -> step.contains("StorageApiWriteInconsistent"))
        .anyMatch(step -> step.startsWith("AppendSilver"));
  }

  @Test
  void withoutTheOptionTheGraphHasNoStepMore() {
    build();

    assertThat(tables).isEmpty();
    assertThat(steps).noneMatch(step -> step.contains("Live"));
  }

  private static String table(String name) {
    return "{\"datasetId\":\"retail\",\"projectId\":\"my-project\",\"tableId\":\"" + name + "\"}";
  }

  private static boolean isExactlyOnce(String step) {
    return step.contains("StorageApiWriteSharded");
  }

  private void build(String... more) {
    RunnerDefaults defaults = RunnerDefaults.of(more);
    StreamOptions options =
        PipelineOptionsFactory.fromArgs(defaults.args()).as(StreamOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    StreamGraph.build(
        pipeline, StreamSettings.of(options), Map.of(0, 0L), Optional.empty(), defaults);
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            steps.add(node.getFullName());
            if (node.getTransform() instanceof BigQueryIO.Write<?> write) {
              DisplayData.from(write)
                  .items()
                  .forEach(
                      item -> {
                        if (item.getKey().equals("table")) {
                          tables.add(item.getValue().toString());
                        }
                      });
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
  }
}
