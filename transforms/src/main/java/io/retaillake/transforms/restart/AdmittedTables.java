package io.retaillake.transforms.restart;

import java.util.OptionalLong;

/** What the tables know of a topic, as far as a {@link RestartPoint} has to know it. */
public interface AdmittedTables {

  /**
   * The last offset of the partition that every ledgered table holds; empty if one of them has not
   * met the partition yet.
   */
  OptionalLong heldByAll(int partition);

  /** Shows each accepted record whose event time is this or later, in any order. */
  void visitAccepted(long sinceMillis, AcceptedVisitor visitor);

  /** Shows each purchase and return in silver that did not come too late for its window. */
  void visitSales(SaleVisitor visitor);

  /** Shows each row of the windows' table. */
  void visitWindows(WindowVisitor visitor);

  /** Takes accepted records. */
  interface AcceptedVisitor {
    void visit(int partition, long offset, long eventMillis);
  }

  /** Takes purchases and returns. */
  interface SaleVisitor {
    void visit(long eventMillis, String category);
  }

  /** Takes windows' rows. */
  interface WindowVisitor {
    void visit(long startMillis, String category, long events);
  }
}
