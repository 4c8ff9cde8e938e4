package io.retaillake.lakehouse.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.lakehouse.TableVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A table's log as files of a folder: its commits one by one. */
public final class TableLog {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private TableLog() {}

  /** The table's log folder; only local tables have one to look into. */
  static Path folder(TableHandle table) {
    return table
        .localFolder()
        .orElseThrow(() -> TableDiscovery.notLocal(table.shown()))
        .resolve("_delta_log");
  }

  /** The commits that the log still has, the latest first. */
  public static List<TableVersion> history(TableHandle table) {
    List<Path> commits;
    try (Stream<Path> files = Files.list(folder(table))) {
      commits =
          files
              .filter(file -> COMMIT.matcher(file.getFileName().toString()).matches())
              .sorted(Comparator.reverseOrder())
              .toList();
    } catch (IOException e) {
      throw table.unreadable(e);
    }
    List<TableVersion> history = new ArrayList<>();
    for (Path commit : commits) {
      try {
        Optional<TableVersion> version = version(commit);
        if (version.isEmpty() || !follows(history, version.get())) {
          break;
        }
        history.add(version.get());
      } catch (IOException e) {
        throw table.unreadable(e);
      }
    }
    return history;
  }

  /** Whether a version is the one before the last of these; others are leftovers of the log. */
  private static boolean follows(List<TableVersion> newestFirst, TableVersion version) {
    return newestFirst.isEmpty()
        || newestFirst.get(newestFirst.size() - 1).version() == version.version() + 1;
  }

  /** What a commit says; empty if its file was removed meanwhile. */
  private static Optional<TableVersion> version(Path commit) throws IOException {
    Matcher name = COMMIT.matcher(commit.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("No commit: " + commit);
    }
    Instant timestamp;
    JsonNode info = JSON.createObjectNode();
    long added = 0;
    long removed = 0;
    long rows = 0;
    try (BufferedReader lines = Files.newBufferedReader(commit)) {
      timestamp = Files.getLastModifiedTime(commit).toInstant();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode action = JSON.readTree(line);
        if (action.has("commitInfo")) {
          info = action.get("commitInfo");
        } else if (action.has("add")) {
          added++;
          rows += StatisticsJson.rowCount(action.get("add").path("stats").asText("")).orElse(0);
        } else if (action.has("remove")) {
          removed++;
        }
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (info.hasNonNull("inCommitTimestamp")) {
      timestamp = Instant.ofEpochMilli(info.get("inCommitTimestamp").asLong());
    }
    return Optional.of(
        new TableVersion(
            Long.parseLong(name.group(1)),
            timestamp,
            info.path("operation").asText(""),
            parameters(info.path("operationParameters")),
            info.path("engineInfo").asText(""),
            added,
            removed,
            rows));
  }

  private static Map<String, String> parameters(JsonNode node) {
    Map<String, String> parameters = new TreeMap<>();
    node.fields()
        .forEachRemaining(
            entry ->
                parameters.put(
                    entry.getKey(),
                    entry.getValue().isTextual()
                        ? entry.getValue().asText()
                        : entry.getValue().toString()));
    return parameters;
  }
}
