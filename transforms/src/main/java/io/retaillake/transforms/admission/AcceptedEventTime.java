package io.retaillake.transforms.admission;

import io.retaillake.transforms.kafka.RecordTime;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The event time of records that may pass, by the same rules as their admission. */
public final class AcceptedEventTime implements RecordTime {
  private static final long serialVersionUID = 1L;

  private final AdmissionRules rules;
  private transient @Nullable ThreadLocal<EventReader> readers;

  public AcceptedEventTime(AdmissionRules rules) {
    this.rules = rules;
  }

  @Override
  public long millis(byte @Nullable [] value, long brokerMillis) {
    EventReader reader = reader();
    return reader.read(value, 0, value == null ? -1 : value.length, brokerMillis)
        ? reader.eventMillis()
        : NONE;
  }

  // Several readers of one source can share this value, each on a thread of its own.
  private synchronized ThreadLocal<EventReader> perThread() {
    if (readers == null) {
      readers = ThreadLocal.withInitial(rules::newReader);
    }
    return readers;
  }

  private EventReader reader() {
    ThreadLocal<EventReader> perThread = readers;
    return (perThread == null ? perThread() : perThread).get();
  }
}
