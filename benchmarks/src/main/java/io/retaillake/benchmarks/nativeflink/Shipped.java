package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.Met;
import io.retaillake.transforms.admission.Arrival;

/** An event on its way over the network: its id and its record's bytes, a POJO to Flink. */
public final class Shipped {

  public String eventId;
  public int partition;
  public long offset;
  public long brokerMillis;
  public long judgedMillis;
  public int arrival;
  public byte[] value;

  /** For Flink. */
  public Shipped() {}

  static Shipped of(Decoded decoded, Met met) {
    Shipped shipped = new Shipped();
    shipped.eventId = met.event().getEventId();
    shipped.partition = met.partition();
    shipped.offset = met.offset();
    shipped.brokerMillis = met.brokerMillis();
    shipped.judgedMillis = met.judgedMillis();
    shipped.arrival = met.arrival().ordinal();
    shipped.value = decoded.value();
    return shipped;
  }

  Arrival arrival() {
    return Arrival.values()[arrival];
  }
}
