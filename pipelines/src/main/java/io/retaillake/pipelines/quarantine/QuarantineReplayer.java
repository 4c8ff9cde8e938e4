package io.retaillake.pipelines.quarantine;

import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Sends chosen records back to the partition that they came from, each once.
 *
 * <p>A batch is noted in the ledger before it is sent and after, and each record carries its {@link
 * ReplayMark}. So a process that follows one that was killed knows of every record whether it is on
 * the topic: by the ledger, or where that is open, by a look at what the topic got since.
 */
final class QuarantineReplayer {

  private static final int BATCH_RECORDS = 10_000;
  private static final long BATCH_BYTES = 32L * 1024 * 1024;

  private final String topic;
  private final ReplayLedger ledger;
  private final Topics topics;
  private final EventSender sender;
  private final LongConsumer progress;
  private final List<QuarantinedRecord> batch = new ArrayList<>();
  private long batchBytes;
  private long sent;

  QuarantineReplayer(
      String topic, ReplayLedger ledger, Topics topics, EventSender sender, LongConsumer progress) {
    this.topic = topic;
    this.ledger = ledger;
    this.topics = topics;
    this.sender = sender;
    this.progress = progress;
  }

  /** Closes what a killed process left open; returns how many of its records had arrived. */
  static int settle(ReplayLedger ledger, ArrivedReplays arrived) {
    Map<ReplayLedger.Entry, Long> open = ledger.open();
    if (open.isEmpty()) {
      return 0;
    }
    Map<Integer, Long> starts = new HashMap<>();
    open.forEach((entry, end) -> starts.merge(entry.place().partition(), end, Math::min));
    Set<ReplayLedger.Entry> found = arrived.from(starts);
    List<ReplayLedger.Entry> there = open.keySet().stream().filter(found::contains).toList();
    ledger.sent(there);
    ledger.notSent(open.keySet().stream().filter(entry -> !found.contains(entry)).toList());
    return there.size();
  }

  /** Sends those of the quarantine that are chosen and not sent yet; returns how many. */
  long send(TableSnapshot quarantine, QuarantineChoice choice) {
    quarantine.scan(
        QuarantinedRecord.COLUMNS,
        row -> {
          QuarantinedRecord record = QuarantinedRecord.of(row);
          if (record.topic().equals(topic)
              && choice.includes(record)
              && !ledger.isSent(record.place())) {
            add(record);
          }
        });
    sendBatch();
    return sent;
  }

  private void add(QuarantinedRecord record) {
    batch.add(record);
    batchBytes += record.bytes();
    if (batch.size() >= BATCH_RECORDS || batchBytes >= BATCH_BYTES) {
      sendBatch();
    }
  }

  private void sendBatch() {
    if (batch.isEmpty()) {
      return;
    }
    String id = UUID.randomUUID().toString();
    List<ReplayLedger.Entry> entries =
        batch.stream().map(record -> new ReplayLedger.Entry(id, record.place())).toList();
    SortedMap<Integer, Long> ends = topics.endOffsets(topic);
    ledger.begin(entries, ends);
    for (int i = 0; i < batch.size(); i++) {
      QuarantinedRecord record = batch.get(i);
      sender.send(
          record.place().partition(),
          record.key(),
          record.value(),
          List.of(ReplayMark.of(entries.get(i))));
    }
    sender.finish();
    ledger.sent(entries);
    sent += batch.size();
    batch.clear();
    batchBytes = 0;
    progress.accept(sent);
  }
}
