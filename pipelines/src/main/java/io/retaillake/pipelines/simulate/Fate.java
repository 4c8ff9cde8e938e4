package io.retaillake.pipelines.simulate;

/** What is meant to happen to an event on its way to the topic. */
enum Fate {
  /** It goes out at once. */
  PROMPT,
  /** It is overtaken, but by so little that it is still on time. */
  OVERTAKEN,
  /** It falls behind the watermark, within its window's allowed lateness. */
  LATE,
  /** Its window is closed for good when it comes. */
  TOO_LATE
}
