package io.retaillake.pipelines.quarantine;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The header of a record that came back: its batch, and the offset where it was refused. */
final class ReplayMark {

  private static final String NAME = "retaillake-replayed";

  private ReplayMark() {}

  static Header of(ReplayLedger.Entry entry) {
    String text = entry.batch() + "/" + entry.place().partition() + "/" + entry.place().offset();
    return new RecordHeader(NAME, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The mark of a record on the topic; empty if it has none. */
  static Optional<ReplayLedger.Entry> read(Headers headers) {
    Header header = headers.lastHeader(NAME);
    if (header == null) {
      return Optional.empty();
    }
    String[] parts = new String(header.value(), StandardCharsets.UTF_8).split("/", -1);
    return Optional.of(
        new ReplayLedger.Entry(
            parts[0], new RecordPlace(Integer.parseInt(parts[1]), Long.parseLong(parts[2]))));
  }
}
