package io.retaillake.models.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.report.Json;
import org.mlflow.tracking.MlflowClientException;

/** Registered models on an MLflow server; the Java client only reads them. */
final class MlflowRegistry {

  private static final String EXISTS = "RESOURCE_ALREADY_EXISTS";

  private final MlflowServer server;

  MlflowRegistry(MlflowServer server) {
    this.server = server;
  }

  /** Registers what a run stored at this source, and makes it the champion. Returns the version. */
  String register(String name, String runId, String source) {
    return server.ask(
        "register the model " + name,
        () -> {
          createModel(name);
          String version =
              post(
                      "model-versions/create",
                      Json.object().put("name", name).put("source", source).put("run_id", runId))
                  .at("/model_version/version")
                  .asText();
          post(
              "registered-models/alias",
              Json.object()
                  .put("name", name)
                  .put("alias", RunTracker.CHAMPION)
                  .put("version", version));
          return version;
        });
  }

  private void createModel(String name) {
    try {
      post("registered-models/create", Json.object().put("name", name));
    } catch (MlflowClientException e) {
      if (!String.valueOf(e.getMessage()).contains(EXISTS)) {
        throw e;
      }
    }
  }

  private JsonNode post(String path, ObjectNode body) {
    String answer = server.client().sendPost(path, Json.compact(body));
    try {
      return Json.parse(answer);
    } catch (JsonProcessingException e) {
      throw new MlflowClientException("It answered no JSON: " + answer);
    }
  }
}
