package io.retaillake.lakehouse;

/** Takes the rows of a scan, one after the other. */
@FunctionalInterface
public interface RowVisitor {
  void visit(RowView row);
}
