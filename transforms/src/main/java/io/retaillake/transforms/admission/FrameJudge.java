package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Judges the records of a frame, one after the other, by the rules in their order: replayed offset,
 * unreadable, invalid, arrival, too old to be told from a duplicate, duplicate.
 *
 * <p>The verdicts are a function of the partition's memory and the records; the memory is moved on
 * with each record. Only an accepted event moves the watermark. Not thread-safe.
 */
final class FrameJudge {

  static final String DEDUPLICATE_STEP = "deduplicate";
  private static final String SETTLED_STEP = "settled";

  private final EventReader reader;
  private final ArrivalRule arrivalRule;
  private final AdmissionRules rules;
  private final LongSupplier clockMillis;

  FrameJudge(AdmissionRules rules, LongSupplier clockMillis) {
    this.reader = rules.newReader();
    this.arrivalRule = rules.arrivalRule();
    this.rules = rules;
    this.clockMillis = clockMillis;
  }

  /**
   * Judges the frame and moves the memory past it; what is bought and returned in time goes to
   * {@code sales}. What the tables have refused before is refused again.
   */
  AdmittedFrame judge(Frame frame, PartitionMemory memory, SettledRecords settled, Sales sales) {
    byte[] verdicts = new byte[frame.count()];
    Map<Integer, Rejection> rejections = new TreeMap<>();
    Frame.Cursor record = frame.cursor();
    while (record.advance()) {
      Verdict verdict;
      if (record.offset() <= memory.lastOffset()) {
        verdict = Verdict.REPLAYED;
      } else {
        verdict = judge(record, memory, settled, rejections, sales);
        memory.judgedTo(record.offset());
      }
      verdicts[record.index()] = verdict.code();
    }
    return new AdmittedFrame(frame, verdicts, rejections, clockMillis.getAsLong());
  }

  private Verdict judge(
      Frame.Cursor record,
      PartitionMemory memory,
      SettledRecords settled,
      Map<Integer, Rejection> rejections,
      Sales sales) {
    if (!reader.read(record)) {
      rejections.put(record.index(), reader.rejection());
      return Verdict.QUARANTINED;
    }
    RetailEvent event = reader.event();
    long eventMillis = reader.eventMillis();
    long watermark = arrivalRule.watermarkMillis(memory.maxEventMillis());
    if (watermark != ArrivalRule.NO_EVENT_YET
        && eventMillis < rules.horizonMillis(memory.maxEventMillis())) {
      rejections.put(
          record.index(),
          Rejection.of(
              DEDUPLICATE_STEP,
              "event_ts is behind the watermark by more than the deduplication horizon"));
      return Verdict.QUARANTINED;
    }
    if (settled.isRefused(record.offset())) {
      rejections.put(
          record.index(),
          Rejection.of(SETTLED_STEP, "the record was refused before, by other rules"));
      return Verdict.QUARANTINED;
    }
    Arrival arrival = arrivalRule.judge(eventMillis, watermark);
    boolean first = memory.remember(event.getEventId(), eventMillis);
    moveWatermark(eventMillis, memory);
    if (first && arrival != Arrival.TOO_LATE) {
      addSale(event, eventMillis, sales);
    }
    return Verdict.of(arrival, !first);
  }

  private void moveWatermark(long eventMillis, PartitionMemory memory) {
    if (eventMillis > memory.maxEventMillis()) {
      memory.sawEventAt(eventMillis);
      memory.forgetBefore(rules.horizonMillis(eventMillis));
    }
  }

  private void addSale(RetailEvent event, long eventMillis, Sales sales) {
    EventType type = EventType.ofWireName(event.getEventType()).orElseThrow();
    if (type.movesMoney()) {
      sales.add(
          arrivalRule.windowStartMillis(eventMillis),
          eventMillis,
          Text.clean(event.getCategory()),
          event.getRevenue().unscaledValue().longValueExact(),
          type == EventType.PURCHASE);
    }
  }
}
