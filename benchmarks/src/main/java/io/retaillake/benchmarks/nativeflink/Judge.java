package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.EventFiles;
import io.retaillake.benchmarks.Met;
import io.retaillake.benchmarks.PartitionJudge;
import io.retaillake.benchmarks.Settings;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.EventIdSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Judges each partition's events in order, writes bronze, and hands on: every event, to be told
 * from its copies by its id's key; or, knowing that a copy comes in the same partition, only those
 * that are new, at the cost of a state that could not be rescaled.
 */
abstract class Judge<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<Decoded, T>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private transient Map<Integer, PartitionJudge> judges;
  private transient Map<Integer, EventFiles> bronze;
  private transient StreamRecord<T> reused;

  Judge(Settings settings) {
    this.settings = settings;
    // Operators of one's own stand alone unless they say otherwise.
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  /** Hands on every event. */
  static Judge<Shipped> all(Settings settings) {
    return new Judge<>(settings) {
      @Override
      Shipped handOn(Decoded decoded, Met met) {
        return Shipped.of(decoded, met);
      }
    };
  }

  /** Hands on the first event with its id. */
  static Judge<Met> first(Settings settings) {
    return new Judge<>(settings) {
      private transient Map<Integer, EventIdSet> ids;

      @Override
      Met handOn(Decoded decoded, Met met) {
        if (ids == null) {
          ids = new HashMap<>();
        }
        return ids.computeIfAbsent(met.partition(), partition -> new EventIdSet())
                .add(met.event().getEventId())
            ? met
            : null;
      }
    };
  }

  /** What goes on; null for nothing. */
  abstract T handOn(Decoded decoded, Met met);

  @Override
  public void open() throws Exception {
    super.open();
    judges = new HashMap<>();
    bronze = new HashMap<>();
    reused = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<Decoded> element) {
    Decoded decoded = element.getValue();
    Optional<Arrival> arrival =
        judges
            .computeIfAbsent(decoded.partition(), p -> new PartitionJudge(Settings.rules()))
            .judge(decoded.eventMillis());
    if (arrival.isEmpty()) {
      return;
    }
    Met met =
        new Met(
            decoded.event(),
            decoded.partition(),
            decoded.offset(),
            decoded.brokerMillis(),
            arrival.get(),
            System.currentTimeMillis());
    bronze.computeIfAbsent(decoded.partition(), p -> newFiles()).write(met);
    T onward = handOn(decoded, met);
    if (onward != null) {
      output.collect(reused.replace(onward, decoded.eventMillis()));
    }
  }

  private EventFiles newFiles() {
    return EventFiles.ofBronze(
        settings.lakehouse(),
        files -> output.collect(FileLists.BRONZE, new StreamRecord<>(FileLists.encode(files))));
  }

  @Override
  public void endInput() {
    bronze.values().forEach(EventFiles::finish);
  }
}
