package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/**
 * {@code gold_experiment_assignments}: who is in the experiment, and what came of it; one row a
 * customer of the experiment.
 */
public final class ExperimentAssignments {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_experiment_assignments")
          .comment("Customers of the experiment: arm, exposure and outcome")
          .columns(
              Column.required("experiment", ColumnType.STRING, "The experiment, and its salt"),
              Column.required("user_id", ColumnType.STRING, "The customer"),
              Column.required("stratum", ColumnType.STRING, "The customer's segment"),
              Column.required("arm", ColumnType.STRING, "control, treatment or holdout"),
              Column.required("exposed", ColumnType.BOOLEAN, "Whether the customer got the offer"),
              Column.required(
                  "converted", ColumnType.BOOLEAN, "Whether the customer bought during the test"),
              Column.required("revenue", ColumnType.DECIMAL, "USD during the test"),
              Column.required("pre_revenue", ColumnType.DECIMAL, "USD before the test"),
              Column.required("assigned_at", ColumnType.TIMESTAMP, "When, UTC"))
          .build();

  private ExperimentAssignments() {}
}
