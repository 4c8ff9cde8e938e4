package io.retaillake.pipelines.crash;

/** From when on a fault may strike. */
enum Moment {
  /** From the start of the JVM: often before the first record is read. */
  STARTING("while starting"),

  /** From this run's first commit on: while it reads what came since the crash before. */
  CATCHING_UP("while catching up"),

  /** From the first checkpoint on that this run completes after a commit. */
  CHECKPOINTED("after a checkpoint");

  private final String description;

  Moment(String description) {
    this.description = description;
  }

  @Override
  public String toString() {
    return description;
  }
}
