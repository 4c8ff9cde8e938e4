package io.retaillake.pipelines.activation;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.retaillake.pipelines.activation.PublicationState.Pending;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings a destination up to date: first what an earlier run left undone, then what changed. */
final class Publisher {

  private final Destination destination;
  private final int batch;

  /**
   * A publisher.
   *
   * @param batch changes that are delivered at once, and at most delivered again after a crash
   */
  Publisher(Destination destination, int batch) {
    this.destination = destination;
    this.batch = batch;
  }

  /**
   * What was published.
   *
   * @param resumed lines that an earlier run had left undone
   * @param upserts customers of the publication made now who are new or changed
   * @param deletes customers of it who are gone
   * @param file of that publication; empty if nothing had changed
   */
  record Published(long resumed, long upserts, long deletes, Optional<Path> file) {
    long changes() {
      return upserts + deletes;
    }
  }

  /**
   * Publishes the customers to the destination whose record is in this folder.
   *
   * @throws UserError with {@link ExitCode#IO} if another process is at it
   */
  Published publish(Path folder, Map<String, PublishedCustomer> customers)
      throws IOException, SQLException {
    Files.createDirectories(folder);
    try (FileChannel lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE)) {
      if (lock.tryLock() == null) {
        throw new UserError(
            ExitCode.IO,
            "another publication is under way: " + folder,
            "a second one would send the same changes under other numbers",
            "Wait until it has ended");
      }
      return publishLocked(folder, customers);
    }
  }

  private Published publishLocked(Path folder, Map<String, PublishedCustomer> customers)
      throws IOException, SQLException {
    Optional<PublicationState> known = PublicationState.open(folder);
    PublicationState state =
        known.isPresent() ? known.get() : PublicationState.begin(folder, destination.holdings());
    long resumed = 0;
    Optional<Pending> undone = state.pending();
    if (undone.isPresent()) {
      Counts counts = deliver(state, undone.get());
      resumed = counts.upserts + counts.deletes;
      state = state.complete(undone.get());
    }
    Optional<Pending> publication = state.begin(customers);
    if (publication.isEmpty()) {
      return new Published(resumed, 0, 0, Optional.empty());
    }
    Counts counts = deliver(state, publication.get());
    state.complete(publication.get());
    return new Published(
        resumed, counts.upserts, counts.deletes, Optional.of(publication.get().file()));
  }

  private Counts deliver(PublicationState state, Pending publication)
      throws IOException, SQLException {
    Counts counts = new Counts();
    long line = 0;
    List<Change> waiting = new ArrayList<>(batch);
    try (BufferedReader lines = Files.newBufferedReader(publication.file());
        ProgressLine progress = ProgressLine.start("publish", OptionalLong.empty())) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (line++ < publication.delivered()) {
          continue;
        }
        Change change = Change.ofJson(text);
        counts.add(change);
        waiting.add(change);
        if (waiting.size() == batch) {
          hand(state, waiting, line);
          progress.update(line);
        }
      }
      if (!waiting.isEmpty()) {
        hand(state, waiting, line);
      }
    }
    return counts;
  }

  private void hand(PublicationState state, List<Change> waiting, long line)
      throws IOException, SQLException {
    destination.deliver(List.copyOf(waiting));
    state.delivered(line);
    waiting.clear();
  }

  private static final class Counts {
    private long upserts;
    private long deletes;

    void add(Change change) {
      if (change.isDeletion()) {
        deletes++;
      } else {
        upserts++;
      }
    }
  }
}
