package io.retaillake.models.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;

/** A run on an MLflow server. Parameters, metrics and tags are sent together when it ends. */
final class MlflowRun implements TrackedRun {

  /** What the server takes in one request. */
  private static final int METRICS_A_REQUEST = 1000;

  private static final int PARAMETERS_A_REQUEST = 100;

  private final MlflowServer server;
  private final String id;
  private final String artifactUri;
  private final List<Param> parameters = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<RunTag> tags = new ArrayList<>();
  private boolean ended;

  MlflowRun(MlflowServer server, String id, String artifactUri) {
    this.server = server;
    this.id = id;
    this.artifactUri = artifactUri;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void parameter(String name, Object value) {
    parameters.add(Param.newBuilder().setKey(name).setValue(String.valueOf(value)).build());
  }

  @Override
  public void metric(String name, double value, long step) {
    if (Double.isFinite(value)) {
      metrics.add(
          Metric.newBuilder()
              .setKey(name)
              .setValue(value)
              .setStep(step)
              .setTimestamp(System.currentTimeMillis())
              .build());
    }
  }

  @Override
  public void tag(String name, String value) {
    tags.add(RunTag.newBuilder().setKey(name).setValue(value).build());
  }

  @Override
  public void artifact(String path, byte[] content) {
    server.put(artifactUri, path, content);
  }

  @Override
  public String registerModel(String name, PyfuncModel model) {
    model.files().forEach((path, content) -> artifact(PyfuncModel.FOLDER + "/" + path, content));
    return new MlflowRegistry(server).register(name, id, artifactUri + "/" + PyfuncModel.FOLDER);
  }

  @Override
  public void finish() {
    send();
    end(RunStatus.FINISHED);
  }

  @Override
  public void close() {
    if (!ended) {
      end(RunStatus.FAILED);
    }
  }

  private void end(RunStatus status) {
    ended = true;
    server.ask(
        "end the run",
        () -> {
          server.client().setTerminated(id, status);
          return null;
        });
  }

  private void send() {
    inParts(metrics, METRICS_A_REQUEST, part -> log(part, List.of(), List.of()));
    inParts(parameters, PARAMETERS_A_REQUEST, part -> log(List.of(), part, List.of()));
    inParts(tags, PARAMETERS_A_REQUEST, part -> log(List.of(), List.of(), part));
  }

  private void log(List<Metric> someMetrics, List<Param> someParameters, List<RunTag> someTags) {
    server.ask(
        "record the run",
        () -> {
          server.client().logBatch(id, someMetrics, someParameters, someTags);
          return null;
        });
  }

  private static <T> void inParts(List<T> all, int size, Consumer<List<T>> action) {
    for (int start = 0; start < all.size(); start += size) {
      action.accept(all.subList(start, Math.min(all.size(), start + size)));
    }
  }
}
