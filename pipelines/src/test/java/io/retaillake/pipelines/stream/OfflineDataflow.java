package io.retaillake.pipelines.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.dataflow.model.DataflowPackage;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.dataflow.util.PackageUtil;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.CredentialFactory;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Translates the stream to a Dataflow job as the runner does for a template, without Google Cloud:
 * paths are not looked at, nothing is staged, and the token is made up.
 *
 * @param pipeline the graph after the runner's own replacements
 * @param job the job as it would be sent
 */
record OfflineDataflow(Pipeline pipeline, JsonNode job) {

  static OfflineDataflow translate(Path folder, String... more) throws IOException {
    Path file = folder.resolve("job.json");
    List<String> args =
        new ArrayList<>(
            List.of(
                "--runner=DataflowRunner",
                "--lakehouse=/mnt/lakehouse",
                "--consumerConfigFile=" + impatient(folder),
                "--project=example-retail",
                "--region=us-central1",
                "--jobName=retail-stream",
                "--gcpTempLocation=gs://example-bucket/dataflow/temp",
                "--stagingLocation=gs://example-bucket/dataflow/staging",
                "--pathValidatorClass="
                    + "org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator",
                "--credentialFactoryClass=" + MadeUpCredentials.class.getName(),
                "--stagerClass=" + NothingStaged.class.getName(),
                "--filesToStage=" + Files.createFile(folder.resolve("pipelines.jar")),
                "--templateLocation=" + file));
    args.addAll(Arrays.asList(more));
    RunnerDefaults defaults = RunnerDefaults.of(args.toArray(String[]::new));
    StreamOptions options =
        PipelineOptionsFactory.fromArgs(defaults.args()).as(StreamOptions.class);
    DataflowRules.check(options, defaults.args());
    Pipeline pipeline = Pipeline.create(options);
    StreamGraph.build(
        pipeline,
        StreamSettings.of(options),
        Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L),
        Optional.empty(),
        defaults);
    pipeline.run();
    return new OfflineDataflow(pipeline, new ObjectMapper().readTree(file.toFile()));
  }

  /** KafkaIO looks for the brokers while the job is made, and goes on without. */
  private static Path impatient(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("consumer.properties"), "default.api.timeout.ms=2\nrequest.timeout.ms=1\n");
  }

  /** Made by the runner from its options. */
  public static final class MadeUpCredentials implements CredentialFactory {

    public static MadeUpCredentials fromOptions(PipelineOptions options) {
      return new MadeUpCredentials();
    }

    @Override
    public Credentials getCredential() {
      return GoogleCredentials.create(
          new AccessToken("made-up", Date.from(Instant.now().plusSeconds(3600))));
    }
  }

  /** Made by the runner from its options. */
  public static final class NothingStaged implements Stager {

    public static NothingStaged fromOptions(PipelineOptions options) {
      return new NothingStaged();
    }

    @Override
    public List<DataflowPackage> stageFiles(List<PackageUtil.StagedFile> filesToStage) {
      return filesToStage.stream().map(file -> staged(file.getDestination())).toList();
    }

    @Override
    public DataflowPackage stageToFile(byte[] bytes, String baseName) {
      return staged(baseName);
    }

    private static DataflowPackage staged(String name) {
      return new DataflowPackage()
          .setName(name)
          .setLocation("gs://example-bucket/dataflow/staging/" + name);
    }
  }
}
