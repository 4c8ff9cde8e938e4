package io.retaillake.models.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.report.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model as a folder that {@code mlflow.pyfunc.load_model} loads: an {@code MLmodel} file, the
 * model's parameters as JSON, and a small Python module that scores with them just as the Java
 * model does. Any place that MLflow can read from will do, a plain folder too.
 */
public final class PyfuncModel {

  /** The folder's name within a run. */
  public static final String FOLDER = "model";

  private static final String PARAMETERS = "parameters.json";

  private final Map<String, byte[]> files;

  private PyfuncModel(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * A column that the model reads or gives.
   *
   * @param type as MLflow names it: double, long, string
   */
  public record Column(String name, String type, boolean required) {}

  /**
   * A model.
   *
   * @param loader the Python module, a resource beside this class, without {@code .py}
   * @param parameters what the module reads
   */
  public static PyfuncModel of(
      String loader, JsonNode parameters, List<Column> inputs, List<Column> outputs) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("MLmodel", utf8(Json.text(descriptor(loader, inputs, outputs))));
    files.put(PARAMETERS, utf8(Json.text(parameters)));
    files.put("code/" + loader + ".py", resource(loader + ".py"));
    files.put("requirements.txt", resource("requirements.txt"));
    files.put("python_env.yaml", resource("python_env.yaml"));
    return new PyfuncModel(files);
  }

  /** The folder's files by their path in it. */
  Map<String, byte[]> files() {
    return files;
  }

  /** JSON is YAML too, which is what MLflow reads here. */
  private static ObjectNode descriptor(String loader, List<Column> inputs, List<Column> outputs) {
    ObjectNode file = Json.object();
    file.put("artifact_path", FOLDER);
    ObjectNode flavor = file.putObject("flavors").putObject("python_function");
    flavor.put("loader_module", loader);
    flavor.put("data", PARAMETERS);
    flavor.put("code", "code");
    flavor.putObject("env").put("virtualenv", "python_env.yaml");
    ObjectNode signature = file.putObject("signature");
    signature.put("inputs", Json.compact(columns(inputs)));
    signature.put("outputs", Json.compact(columns(outputs)));
    return file;
  }

  private static ArrayNode columns(List<Column> columns) {
    ArrayNode list = Json.array();
    for (Column column : columns) {
      list.addObject()
          .put("type", column.type())
          .put("name", column.name())
          .put("required", column.required());
    }
    return list;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream in = PyfuncModel.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no Python module " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
