package io.retaillake.transforms.admission;

import org.checkerframework.checker.nullness.qual.Nullable;

/** What counts as text: nothing but white space is the same as nothing. */
final class Text {

  private Text() {}

  static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** The text without white space around it; null if nothing is left. */
  static @Nullable String clean(@Nullable String text) {
    return isBlank(text) ? null : text.strip();
  }

  /** As {@link #clean}, or the stand-in if nothing is left. */
  static String cleanOr(@Nullable String text, String standIn) {
    return isBlank(text) ? standIn : text.strip();
  }
}
