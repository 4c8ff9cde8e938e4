package io.retaillake.models.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.models.report.Json;
import io.retaillake.models.tracking.PyfuncModel.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunTest {

  @TempDir private Path folder;

  @Test
  void aRunKeepsWhatWentInAndWhatCameOut() throws IOException {
    try (RunTracker tracker = RunTracker.at(folder.toString());
        TrackedRun run = tracker.start("kmeans")) {
      run.parameter("k", 5);
      run.metric("inertia", 12.5, 2);
      run.metric("inertia", 8.25, 3);
      run.metric("undefined", Double.NaN);
      run.tag("git_commit", "abc");
      run.artifact("charts/sweep.csv", "k,inertia\n");
      assertThat(record(run.id()).get("status").asText()).isEqualTo("RUNNING");
      run.finish();

      JsonNode record = record(run.id());
      assertThat(record.get("status").asText()).isEqualTo("FINISHED");
      assertThat(record.get("experiment").asText()).isEqualTo("retail_customer_intelligence");
      assertThat(record.at("/parameters/k").asText()).isEqualTo("5");
      assertThat(record.at("/tags/git_commit").asText()).isEqualTo("abc");
      assertThat(record.get("metrics")).hasSize(2);
      assertThat(record.at("/metrics/1/step").asLong()).isEqualTo(3);
      assertThat(record.at("/metrics/1/value").asDouble()).isEqualTo(8.25);
      assertThat(folder.resolve("runs/" + run.id() + "/artifacts/charts/sweep.csv"))
          .hasContent("k,inertia\n");
    }
  }

  @Test
  void aRunThatDoesNotFinishHasFailed() throws IOException {
    String id;
    try (RunTracker tracker = RunTracker.at(folder.toString());
        TrackedRun run = tracker.start("clv")) {
      id = run.id();
    }
    assertThat(record(id).get("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void eachModelIsTheNextVersionAndTheChampion() throws IOException {
    try (RunTracker tracker = RunTracker.at(folder.toString());
        TrackedRun first = tracker.start("kmeans");
        TrackedRun second = tracker.start("kmeans")) {
      assertThat(first.registerModel("retail_segments", model())).isEqualTo("1");
      assertThat(second.registerModel("retail_segments", model())).isEqualTo("2");
      Path models = folder.resolve("models/retail_segments");
      assertThat(read(models.resolve("aliases.json")).get("champion").asText()).isEqualTo("2");
      assertThat(read(models.resolve("versions/1.json")).get("run").asText()).isEqualTo(first.id());
      Path stored = folder.resolve("runs/" + second.id() + "/artifacts/model");
      assertThat(stored.resolve("code/retaillake_segments.py")).exists();
      assertThat(read(stored.resolve("MLmodel")).at("/flavors/python_function/loader_module"))
          .hasToString("\"retaillake_segments\"");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    try (RunTracker tracker = RunTracker.at(file.toString())) {
      assertThatThrownBy(() -> tracker.start("clv"))
          .isInstanceOf(TrackingException.class)
          .hasMessageContaining("the run can't be recorded in " + file);
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> RunTracker.at("http://127.0.0.1:1"))
        .isInstanceOf(TrackingException.class)
        .hasMessageContaining("MLflow at http://127.0.0.1:1 could not open the experiment");
  }

  private static PyfuncModel model() {
    return PyfuncModel.of(
        "retaillake_segments",
        Json.object(),
        List.of(new Column("recency", "double", true)),
        List.of(new Column("segment_id", "long", true)));
  }

  private JsonNode record(String id) throws IOException {
    return read(folder.resolve("runs/" + id + "/run.json"));
  }

  private static JsonNode read(Path path) throws IOException {
    return new ObjectMapper().readTree(path.toFile());
  }
}
