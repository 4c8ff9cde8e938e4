package io.retaillake.transforms.stepped;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedHistory;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.PartitionJudge;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.admission.TopicRecord;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The stream from a topic to its tables, step by step as a test says: in one thread and without a
 * runner, but with the rules of admission themselves, and with all that a runner keeps in a
 * checkpoint.
 */
public final class SteppedStream {

  private final List<List<TopicRecord>> topic;
  private final Tables tables;
  private final List<PartitionJudge> judges = new ArrayList<>();
  private final int[] next;
  private final Map<Tables.Ledgered, List<AdmittedRange>> waiting =
      new EnumMap<>(Tables.Ledgered.class);
  private final List<RevenueWindow> waitingWindows = new ArrayList<>();
  private final TellingWindows windows;

  private SteppedStream(SteppedStream that) {
    topic = that.topic;
    tables = that.tables;
    that.judges.forEach(judge -> judges.add(judge.checkpoint()));
    next = that.next.clone();
    that.waiting.forEach((table, ranges) -> waiting.put(table, new ArrayList<>(ranges)));
    waitingWindows.addAll(that.waitingWindows);
    windows = that.windows.checkpoint(waitingWindows);
  }

  private SteppedStream(
      List<List<TopicRecord>> topic,
      AdmissionRules rules,
      Tables tables,
      Map<Integer, Long> startOffsets,
      AdmittedHistory history) {
    this.topic = topic;
    this.tables = tables;
    this.next = new int[topic.size()];
    for (int partition = 0; partition < topic.size(); partition++) {
      long start = startOffsets.getOrDefault(partition, 0L);
      judges.add(PartitionJudge.startingAt(start, rules, history, partition));
      for (TopicRecord record : topic.get(partition)) {
        next[partition] += record.offset() < start ? 1 : 0;
      }
    }
    for (Tables.Ledgered table : Tables.Ledgered.values()) {
      waiting.put(table, new ArrayList<>());
    }
    windows = new TellingWindows(waitingWindows);
  }

  /** A stream that reads the topic from its beginning. */
  public static SteppedStream fromTheBeginning(
      List<List<TopicRecord>> topic, AdmissionRules rules, Tables tables) {
    return new SteppedStream(topic, rules, tables, Map.of(), AdmittedHistory.none());
  }

  /** A stream without a checkpoint, that starts where the tables say. */
  public static SteppedStream restarted(
      List<List<TopicRecord>> topic,
      AdmissionRules rules,
      Tables tables,
      Map<Integer, Long> startOffsets,
      AdmittedHistory history) {
    return new SteppedStream(topic, rules, tables, startOffsets, history);
  }

  /** What the tables hold when the topic is read once, each partition as one frame. */
  public static Contents readAtOnce(List<List<TopicRecord>> topic, AdmissionRules rules) {
    TablesInMemory tables = new TablesInMemory();
    SteppedStream stream = fromTheBeginning(topic, rules, tables);
    stream.readAll();
    stream.drain();
    return tables.contents();
  }

  /** How many records of the partition were read. */
  public int position(int partition) {
    return next[partition];
  }

  /** Reads the next records of the partition, at most so many, as one frame. */
  public void read(int partition, int records) {
    reread(partition, next[partition], records);
  }

  /** Reads records from this place on, which may have been read before, as one frame. */
  public void reread(int partition, int from, int records) {
    int end = Math.min(topic.get(partition).size(), from + records);
    if (from >= end) {
      return;
    }
    Frame frame = Records.frame(partition, topic.get(partition).subList(from, end));
    judges.get(partition).judge(frame, windows::add);
    next[partition] = Math.max(next[partition], end);
    windows.watermark(watermarkMillis());
  }

  /** The least of all partitions; one of which all is read is idle, and holds nothing back. */
  private long watermarkMillis() {
    long least = Long.MAX_VALUE;
    for (int partition = 0; partition < topic.size(); partition++) {
      if (next[partition] < topic.get(partition).size()) {
        least = Math.min(least, judges.get(partition).watermarkMillis());
      }
    }
    return least;
  }

  /** Reads what is left of every partition. */
  public void readAll() {
    for (int partition = 0; partition < topic.size(); partition++) {
      read(partition, Integer.MAX_VALUE / 2);
    }
  }

  /** Hands what is gathered of the partition to the tables' committers. */
  public void handOn(int partition) {
    judges
        .get(partition)
        .handOn()
        .ifPresent(range -> waiting.values().forEach(ranges -> ranges.add(range)));
  }

  /** Commits what waits for the table. */
  public void commit(Tables.Ledgered table) {
    if (!waiting.get(table).isEmpty()) {
      tables.append(table, waiting.get(table));
      waiting.get(table).clear();
    }
  }

  /** Commits the windows' rows that wait. */
  public void commitWindows() {
    if (!waitingWindows.isEmpty()) {
      tables.appendWindows(List.copyOf(waitingWindows));
      waitingWindows.clear();
    }
  }

  /** Ends the stream: all windows tell what they hold, and everything is committed. */
  public void drain() {
    windows.drain();
    commitWindows();
    for (int partition = 0; partition < topic.size(); partition++) {
      handOn(partition);
    }
    for (Tables.Ledgered table : Tables.Ledgered.values()) {
      commit(table);
    }
  }

  /** A stream that goes on from here, whatever becomes of this one. */
  public SteppedStream checkpoint() {
    return new SteppedStream(this);
  }
}
