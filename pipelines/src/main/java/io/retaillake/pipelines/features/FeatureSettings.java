package io.retaillake.pipelines.features;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.maintenance.ForgottenUsers;
import io.retaillake.transforms.tables.SilverEvents;

/** What a run builds from and as of when: the options, checked against the lakehouse. */
@AutoValue
abstract class FeatureSettings {

  private static final long ROWS_A_FILE = 500_000;
  private static final int MOST_FILES = 200;
  private static final long ROWS_A_GROUP = 25_000;
  private static final int MOST_GROUPS = 1_000_000;

  abstract String lakehouse();

  abstract long silverVersion();

  /** Rows of that version of silver. */
  abstract long silverRows();

  /** Microseconds since 1970-01-01T00:00:00Z. */
  abstract long asOfMicros();

  /** Customers to leave out. */
  abstract ForgottenUsers forgotten();

  /** Among how many files each table's rows are shared. */
  abstract int files();

  /** In how many groups customers are brought together. */
  abstract int groups();

  /**
   * Checks the options, and looks up what they leave open.
   *
   * @throws UserError with {@link ExitCode#USAGE} if one makes no sense, with {@link
   *     ExitCode#LAKEHOUSE} if silver holds nothing to say as of when
   * @throws io.retaillake.lakehouse.LakehouseException if silver or that version of it is missing
   */
  static FeatureSettings of(FeatureOptions options) {
    // Before the lakehouse is looked at, so that a wrong time is told first.
    Long given = options.getAsOf() == null ? null : AsOf.parse(options.getAsOf());
    DeltaTable table = DeltaTable.open(options.getLakehouse(), SilverEvents.TABLE);
    TableSnapshot silver =
        options.getSilverVersion() == null
            ? table.snapshot()
            : table.snapshotAt(options.getSilverVersion());
    long rows = silver.rowCount();
    return new AutoValue_FeatureSettings(
        options.getLakehouse(),
        silver.version(),
        rows,
        given == null ? lastEvent(silver) : given,
        ForgottenUsers.load(options.getLakehouse()),
        (int) Math.min(MOST_FILES, 1 + rows / ROWS_A_FILE),
        (int) Math.min(MOST_GROUPS, 1 + rows / ROWS_A_GROUP));
  }

  private static long lastEvent(TableSnapshot silver) {
    return AsOf.lastEvent(silver)
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.LAKEHOUSE,
                    "silver_events holds no event",
                    "features are as of its last event unless --asOf says otherwise",
                    "Run the stream first, or give --asOf for empty tables"));
  }
}
