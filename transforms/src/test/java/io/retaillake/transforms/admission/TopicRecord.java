package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A record of a partition, as it lies in the topic. */
public record TopicRecord(long offset, byte @Nullable [] value) {

  /** Offset and event, for whoever looks at a sample that breaks a law. */
  @Override
  public String toString() {
    if (value == null) {
      return offset + ": no value";
    }
    try {
      return offset + ": " + RetailEventCodec.create().decode(value);
    } catch (UndecodableEventException e) {
      return offset + ": " + e.reason();
    }
  }
}
