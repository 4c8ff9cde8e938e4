package io.retaillake.benchmarks;

import io.retaillake.pipelines.stream.StreamPipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

/** The platform's own stream, to the end of the topic, without the books that follow it. */
public final class Ours {

  private Ours() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of(args);
    List<String> stream =
        new ArrayList<>(
            List.of(
                "--runner=FlinkRunner",
                "--bootstrapServers=" + settings.broker(),
                "--topic=" + Settings.TOPIC,
                "--lakehouse=" + settings.lakehouse(),
                "--parallelism=" + settings.parallelism(),
                "--untilNow=true"));
    Arrays.stream(settings.words().split(" ")).filter(w -> !w.isEmpty()).forEach(stream::add);
    if (StreamPipeline.run(stream.toArray(String[]::new)).state() != PipelineResult.State.DONE) {
      System.exit(1);
    }
  }
}
