package io.retaillake.models.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.report.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** A run in the local record. Its file is there from the start, and says RUNNING until it ends. */
final class LocalRun implements TrackedRun {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path root;
  private final Path folder;
  private final String id;
  private final ObjectNode record = Json.object();
  private boolean ended;

  private LocalRun(Path root, String id, String name) {
    this.root = root;
    this.id = id;
    this.folder = root.resolve("runs").resolve(id);
    record.put("id", id).put("name", name).put("experiment", RunTracker.EXPERIMENT);
    record.put("started", Instant.now().toString()).putNull("ended").put("status", "RUNNING");
    record.putObject("parameters");
    record.putObject("tags");
    record.putArray("metrics");
    record.putArray("models");
  }

  static LocalRun start(Path root, String name) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    LocalRun run =
        new LocalRun(root, STAMP.format(Instant.now()) + "-" + name + "-" + unique, name);
    run.save();
    return run;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void parameter(String name, Object value) {
    record.withObject("/parameters").put(name, String.valueOf(value));
  }

  @Override
  public void metric(String name, double value, long step) {
    if (Double.isFinite(value)) {
      record
          .withArray("/metrics")
          .addObject()
          .put("name", name)
          .put("value", value)
          .put("step", step);
    }
  }

  @Override
  public void tag(String name, String value) {
    record.withObject("/tags").put(name, value);
  }

  @Override
  public void artifact(String path, byte[] content) {
    LocalFiles.write(folder.resolve("artifacts").resolve(path), content);
  }

  @Override
  public String registerModel(String name, PyfuncModel model) {
    model.files().forEach((path, content) -> artifact(PyfuncModel.FOLDER + "/" + path, content));
    Path registered = root.resolve("models").resolve(name);
    ObjectNode entry = Json.object();
    entry.put("run", id).put("model", folder.resolve("artifacts/" + PyfuncModel.FOLDER).toString());
    int version = 1;
    while (!LocalFiles.create(registered.resolve("versions/" + version + ".json"), utf8(entry))) {
      version++;
    }
    String text = Integer.toString(version);
    LocalFiles.write(
        registered.resolve("aliases.json"), utf8(Json.object().put(RunTracker.CHAMPION, text)));
    record.withArray("/models").addObject().put("name", name).put("version", text);
    return text;
  }

  @Override
  public void finish() {
    end("FINISHED");
  }

  @Override
  public void close() {
    if (!ended) {
      end("FAILED");
    }
  }

  private void end(String status) {
    ended = true;
    record.put("status", status).put("ended", Instant.now().toString());
    save();
  }

  private void save() {
    LocalFiles.write(folder.resolve("run.json"), utf8(record));
  }

  private static byte[] utf8(ObjectNode json) {
    return Json.text(json).getBytes(StandardCharsets.UTF_8);
  }
}
