package io.retaillake.pipelines.activation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.hash.Hashing;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one destination has been sent, in a folder of its own:
 *
 * <pre>
 * changes-00000007.jsonl   a publication, written whole before any of it is delivered
 * delivered                how many of its lines were delivered; only while it is under way
 * published                number of the last publication, and a hash of each customer as it was sent
 * lock                     held while a publication is under way
 * </pre>
 *
 * <p>Each file is replaced whole. After a crash the publication that was under way is the one that
 * {@code published} does not name yet: it goes on behind the last delivery that was noted, and what
 * was delivered without being noted is delivered again.
 */
final class PublicationState {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** No hash of a customer. */
  private static final String UNKNOWN = "-";

  private final Path folder;
  private final long last;
  private final Map<String, String> hashes;

  private PublicationState(Path folder, long last, Map<String, String> hashes) {
    this.folder = folder;
    this.last = last;
    this.hashes = hashes;
  }

  /** Reads the record; empty if there is none. */
  static Optional<PublicationState> open(Path folder) throws IOException {
    Path published = folder.resolve("published");
    if (!Files.exists(published)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(published)) {
      Map<String, String> hashes = new TreeMap<>();
      long last = Long.parseLong(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        hashes.put(JSON.readValue(line.substring(tab + 1), String.class), line.substring(0, tab));
      }
      return Optional.of(new PublicationState(folder, last, hashes));
    }
  }

  /**
   * Begins a record of a destination that holds what it holds: all of its customers are sent anew,
   * by a publication that is newer than all it has seen, and those who are no more are deleted.
   */
  static PublicationState begin(Path folder, Destination.Holdings holdings) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    holdings.users().forEach(user -> hashes.put(user, UNKNOWN));
    PublicationState state = new PublicationState(folder, holdings.lastPublication(), hashes);
    state.save();
    return state;
  }

  /** A publication and how much of it is delivered. */
  record Pending(long number, Path file, long delivered) {}

  /** The publication that was under way, if any. */
  Optional<Pending> pending() throws IOException {
    Path file = changes(last + 1);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Path delivered = folder.resolve("delivered");
    long lines = Files.exists(delivered) ? Long.parseLong(Files.readString(delivered).trim()) : 0;
    return Optional.of(new Pending(last + 1, file, lines));
  }

  /** Writes the publication of what changed; empty if nothing did. */
  Optional<Pending> begin(Map<String, PublishedCustomer> customers) throws IOException {
    List<Change> changes = new ArrayList<>();
    long number = last + 1;
    customers.forEach(
        (id, customer) -> {
          if (!hash(customer).equals(hashes.get(id))) {
            changes.add(new Change(number, id, customer));
          }
        });
    for (String id : hashes.keySet()) {
      if (!customers.containsKey(id)) {
        changes.add(new Change(number, id, null));
      }
    }
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    Files.deleteIfExists(folder.resolve("delivered"));
    write(changes(number), changes.stream().map(Change::toJson));
    return Optional.of(new Pending(number, changes(number), 0));
  }

  /** Notes that so many lines of the publication under way were delivered. */
  void delivered(long lines) throws IOException {
    write(folder.resolve("delivered"), Stream.of(Long.toString(lines)));
  }

  /** Notes that a publication was delivered whole; gives the state after it. */
  PublicationState complete(Pending publication) throws IOException {
    Map<String, String> after = new TreeMap<>(hashes);
    try (BufferedReader lines = Files.newBufferedReader(publication.file())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Change change = Change.ofJson(line);
        if (change.customer() == null) {
          after.remove(change.userId());
        } else {
          after.put(change.userId(), hash(change.customer()));
        }
      }
    }
    PublicationState state = new PublicationState(folder, publication.number(), after);
    state.save();
    Files.deleteIfExists(folder.resolve("delivered"));
    return state;
  }

  private void save() throws IOException {
    write(
        folder.resolve("published"),
        Stream.concat(
            Stream.of(Long.toString(last)),
            hashes.entrySet().stream()
                .map(entry -> entry.getValue() + "\t" + TextNode.valueOf(entry.getKey()))));
  }

  private Path changes(long number) {
    return folder.resolve(String.format(Locale.ROOT, "changes-%08d.jsonl", number));
  }

  private static String hash(PublishedCustomer customer) {
    return Hashing.sha256()
        .hashString(customer.fingerprint(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, 32);
  }

  private static void write(Path target, Stream<String> lines) throws IOException {
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try (BufferedWriter writer = Files.newBufferedWriter(beside)) {
      for (String line : (Iterable<String>) lines::iterator) {
        writer.write(line);
        writer.write('\n');
      }
    }
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
