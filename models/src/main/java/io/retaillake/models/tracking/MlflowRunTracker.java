package io.retaillake.models.tracking;

import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.RunInfo;

/** Records runs on an MLflow server, 2.x or 3.x, by its REST interface and Java client. */
final class MlflowRunTracker implements RunTracker {

  private final MlflowServer server;
  private final String experimentId;

  private MlflowRunTracker(MlflowServer server, String experimentId) {
    this.server = server;
    this.experimentId = experimentId;
  }

  static MlflowRunTracker connect(String uri) {
    MlflowServer server = new MlflowServer(uri);
    String id =
        server.ask(
            "open the experiment " + EXPERIMENT,
            () ->
                server
                    .client()
                    .getExperimentByName(EXPERIMENT)
                    .map(Experiment::getExperimentId)
                    .orElseGet(() -> server.client().createExperiment(EXPERIMENT)));
    return new MlflowRunTracker(server, id);
  }

  @Override
  public TrackedRun start(String name) {
    CreateRun request =
        CreateRun.newBuilder()
            .setExperimentId(experimentId)
            .setRunName(name)
            .setStartTime(System.currentTimeMillis())
            .build();
    RunInfo run = server.ask("start a run", () -> server.client().createRun(request));
    return new MlflowRun(server, run.getRunId(), run.getArtifactUri());
  }

  @Override
  public String shown() {
    return server.uri() + "/#/experiments/" + experimentId;
  }

  @Override
  public void close() {
    server.close();
  }
}
