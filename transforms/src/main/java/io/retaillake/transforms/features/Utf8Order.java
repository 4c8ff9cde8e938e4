package io.retaillake.transforms.features;

import java.util.Comparator;

/**
 * The order of texts by their UTF-8 bytes, as SQL engines sort them: DuckDB, BigQuery and Delta
 * readers agree on it. Java's own order of strings differs where characters beyond U+FFFF meet such
 * from U+E000 on.
 */
final class Utf8Order {

  static final Comparator<String> COMPARATOR = Utf8Order::compare;

  private Utf8Order() {}

  static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean leftIsBeyond = Character.isSurrogate(l);
        return leftIsBeyond == Character.isSurrogate(r)
            ? Character.compare(l, r)
            : Boolean.compare(leftIsBeyond, !leftIsBeyond);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
