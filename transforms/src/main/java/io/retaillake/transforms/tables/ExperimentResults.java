package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/** {@code gold_experiment_results}: what the analysis of an experiment found; one row a metric. */
public final class ExperimentResults {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_experiment_results")
          .comment("What the experiment showed, metric by metric, and the decision")
          .columns(
              Column.required("experiment", ColumnType.STRING, "The experiment"),
              Column.required("metric", ColumnType.STRING, "What was measured"),
              Column.optional("arm", ColumnType.STRING, "Of which arm; null for a comparison"),
              Column.optional("value", ColumnType.DOUBLE, "The figure; null for a text"),
              Column.optional("lower", ColumnType.DOUBLE, "Lower end of its interval"),
              Column.optional("upper", ColumnType.DOUBLE, "Upper end of its interval"),
              Column.optional("text", ColumnType.STRING, "The metric in words, the decision say"),
              Column.required("computed_at", ColumnType.TIMESTAMP, "When, UTC"))
          .build();

  private ExperimentResults() {}
}
