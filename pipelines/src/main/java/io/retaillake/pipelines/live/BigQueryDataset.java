package io.retaillake.pipelines.live;

import com.google.api.services.bigquery.model.TableReference;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.cloud.BigQuerySettings;
import io.retaillake.bigquery.cloud.BigQueryWarehouse;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dataset of a project of Google Cloud. */
public record BigQueryDataset(String project, String dataset) implements Serializable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9-]{4,28}[a-z0-9])[:.]([A-Za-z0-9_]{1,1024})");

  /**
   * The dataset that was given for the option, {@code project:dataset} or {@code project.dataset}.
   *
   * @throws UserError with {@link ExitCode#USAGE} if it is none
   */
  public static BigQueryDataset parse(String option, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UserError(
          ExitCode.USAGE,
          option + "=" + text + " names no dataset",
          "a dataset is a project's id, a colon and the dataset's name",
          "Write it like " + option + "=my-project:retail");
    }
    return new BigQueryDataset(matcher.group(1), matcher.group(2));
  }

  /**
   * Says whether it can be reached, before the stream begins: Beam's own writer would try for long.
   *
   * @throws WarehouseException if it can't
   */
  public void check() {
    BigQueryWarehouse.at(BigQuerySettings.of(project, dataset).withRetryFor(PATIENCE))
        .checkDataset();
  }

  /** The table that the stream writes, beside the published one of the same columns. */
  public TableReference liveTable(String table) {
    return new TableReference()
        .setProjectId(project)
        .setDatasetId(dataset)
        .setTableId(table + "_live");
  }
}
