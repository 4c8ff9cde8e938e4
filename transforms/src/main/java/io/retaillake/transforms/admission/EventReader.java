package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import io.retaillake.transforms.kafka.Frame;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads one record after another: decodes it and says whether it may pass. Holds the answer for the
 * record read last, so that nothing is allocated for the verdict itself. Not thread-safe.
 */
public final class EventReader {

  static final String STEP = "decode";

  private final RetailEventCodec codec;
  private final EventValidator validator;
  private @Nullable RetailEvent event;
  private @Nullable Rejection rejection;

  public EventReader(RetailEventCodec codec, EventValidator validator) {
    this.codec = codec;
    this.validator = validator;
  }

  /** Reads the cursor's current record; true if it may pass. */
  public boolean read(Frame.Cursor record) {
    return read(
        record.buffer(), record.valueStart(), record.valueLength(), record.timestampMillis());
  }

  /** Reads a value of this length (-1 for none), stamped by the broker; true if it may pass. */
  public boolean read(byte @Nullable [] buffer, int start, int length, long brokerMillis) {
    event = null;
    rejection = null;
    if (buffer == null || length < 0) {
      rejection = Rejection.of(STEP, "the record has no value");
      return false;
    }
    try {
      event = codec.decode(buffer, start, length);
    } catch (UndecodableEventException e) {
      rejection = Rejection.of(STEP, e.reason());
      return false;
    }
    Optional<Rejection> fault = validator.faultOf(event, brokerMillis);
    rejection = fault.orElse(null);
    return fault.isEmpty();
  }

  /** The event read last, if it may pass. */
  public RetailEvent event() {
    if (event == null || rejection != null) {
      throw new IllegalStateException("the record read last may not pass");
    }
    return event;
  }

  /** Why the record read last may not pass. */
  public Rejection rejection() {
    if (rejection == null) {
      throw new IllegalStateException("the record read last may pass");
    }
    return rejection;
  }

  /** The time of the event read last, in milliseconds since the epoch. */
  public long eventMillis() {
    return EventTime.millis(event());
  }
}
