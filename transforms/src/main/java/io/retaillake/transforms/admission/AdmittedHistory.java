package io.retaillake.transforms.admission;

import java.io.Serializable;

/**
 * What was admitted before this pipeline started, by which a partition's memory is rebuilt when
 * there is no checkpoint to restore it from, and what the tables have settled of records that are
 * read again. The tables know it.
 */
public interface AdmittedHistory extends Serializable {

  /**
   * The highest event time, in milliseconds since the epoch, that the partition had shown below the
   * offset, or {@link ArrivalRule#NO_EVENT_YET}.
   */
  long maxEventMillis(int partition, long beforeOffset);

  /** Shows each accepted event of the partition below the offset, from this event time on. */
  void visitSince(int partition, long beforeOffset, long sinceMillis, Visitor visitor);

  /** What the tables have settled of the partition, from this offset on. */
  SettledRecords settledFrom(int partition, long offset);

  /** Takes the events of the past, in any order. */
  interface Visitor {
    void visit(String eventId, long eventMillis);
  }

  /** The history of a lakehouse in which nothing was admitted yet. */
  static AdmittedHistory none() {
    return None.INSTANCE;
  }

  /** Nothing was admitted yet. */
  enum None implements AdmittedHistory {
    INSTANCE;

    @Override
    public long maxEventMillis(int partition, long beforeOffset) {
      return ArrivalRule.NO_EVENT_YET;
    }

    @Override
    public void visitSince(int partition, long beforeOffset, long sinceMillis, Visitor visitor) {}

    @Override
    public SettledRecords settledFrom(int partition, long offset) {
      return SettledRecords.none();
    }
  }
}
