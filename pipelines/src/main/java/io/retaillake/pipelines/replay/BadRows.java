package io.retaillake.pipelines.replay;

import java.util.ArrayList;
import java.util.List;

/** Counts the rows that could not become events, and keeps the first few for the user. */
final class BadRows {

  private static final int KEPT = 5;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(long rowNumber, BadRowException row) {
    count++;
    if (first.size() < KEPT) {
      first.add("row " + rowNumber + ": " + row.field() + " " + row.reason());
    }
  }

  long count() {
    return count;
  }

  /**
   * The first few, each a line with the row's number (the first is 1), the field and the reason.
   */
  List<String> first() {
    return List.copyOf(first);
  }
}
