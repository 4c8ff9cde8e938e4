package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/** {@code gold_segment_sweep}: how good each number of segments was; one row a K. */
public final class SegmentSweeps {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_segment_sweep")
          .comment("Inertia and silhouette of each number of segments that was tried")
          .columns(
              Column.required("k", ColumnType.INT, "Number of segments"),
              Column.required(
                  "inertia", ColumnType.DOUBLE, "Sum of squared distances from the centres"),
              Column.optional(
                  "silhouette",
                  ColumnType.DOUBLE,
                  "Mean silhouette of a sample of 2,000 customers, -1 to 1"),
              Column.required("chosen", ColumnType.BOOLEAN, "Whether this K was taken"),
              Column.required("model_run", ColumnType.STRING, "The tracked run that fitted it"))
          .build();

  private SegmentSweeps() {}
}
