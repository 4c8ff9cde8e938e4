package io.retaillake.pipelines.jobs;

import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;

/** What the programs that fit models do alike. */
public final class ModelJobs {

  /** The counter of the rows that were read from tables. */
  public static final String ROWS_READ = "rows_read";

  private ModelJobs() {}

  /**
   * Refuses an option that makes no sense.
   *
   * @throws UserError with {@link ExitCode#USAGE} unless it holds
   */
  public static void require(boolean holds, String option, String why, String remedy) {
    if (!holds) {
      throw new UserError(ExitCode.USAGE, option + " can't be used", why, remedy);
    }
  }

  /**
   * Refuses a table without rows, of which no model can be made.
   *
   * @param remedy what fills it
   * @throws UserError with {@link ExitCode#DATA} if it is empty
   */
  public static void requireRows(TableDefinition table, TableSnapshot snapshot, String remedy) {
    if (snapshot.rowCount() == 0) {
      throw new UserError(
          ExitCode.DATA,
          table.name() + " is empty",
          "no customer has bought anything yet, so there is nothing to make a model of",
          remedy);
    }
  }
}
