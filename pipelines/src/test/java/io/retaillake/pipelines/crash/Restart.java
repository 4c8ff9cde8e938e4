package io.retaillake.pipelines.crash;

/** From what a stream is started again. */
enum Restart {
  /** The newest checkpoint that was completed. */
  LAST_CHECKPOINT("the last checkpoint"),

  /** Nothing but the tables. */
  LEDGER("the ledger"),

  /** A checkpoint that others came after: of the same run, or of runs before it. */
  STALE_CHECKPOINT("a stale checkpoint");

  private final String description;

  Restart(String description) {
    this.description = description;
  }

  @Override
  public String toString() {
    return description;
  }
}
