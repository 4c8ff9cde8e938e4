package io.retaillake.pipelines.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The file by which a worker hands a fitted model to the program that started the job: in the
 * lakehouse's folder, which all of them see, and no table. A try that is repeated writes it again.
 */
public final class ModelFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FOLDER = "_model_runs";

  private final String path;

  private ModelFile(String path) {
    this.path = path;
  }

  /** The file of a run. */
  public static ModelFile of(String lakehouse, String runId) {
    return new ModelFile(Path.of(lakehouse, FOLDER, runId + ".json").toString());
  }

  /** Writes the model, as a whole. */
  public void write(String model) {
    Path target = Path.of(path);
    Path beside = target.resolveSibling(UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(target.getParent());
      Files.writeString(beside, model);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the model and removes the file: the tracked run keeps it. */
  public String take() throws IOException {
    String model = Files.readString(Path.of(path));
    Files.delete(Path.of(path));
    return model;
  }
}
