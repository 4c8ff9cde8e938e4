package io.retaillake.pipelines.experiment;

import io.retaillake.pipelines.jobs.GoldTables;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.TableRows;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.Row;

/** Customers in two segments, every third of them dormant; number i brought i dollars before. */
final class ExperimentLakehouse {

  private static final BigDecimal SOME = new BigDecimal("9.00");

  private ExperimentLakehouse() {}

  static void write(String lakehouse, int customers) {
    GoldTables.write(
        lakehouse,
        CustomerSegments.TABLE,
        IntStream.range(0, customers)
            .mapToObj(
                i ->
                    Row.withSchema(TableRows.schema(CustomerSegments.TABLE))
                        .addValues(user(i), GoldTables.AS_OF, i % 3 == 0 ? 1 : 0, segment(i))
                        .addValues(3.5, 2L, SOME, SOME, 0.25, 0.5, "run")
                        .build()));
    GoldTables.write(
        lakehouse,
        CustomerValues.TABLE,
        IntStream.range(0, customers)
            .mapToObj(
                i ->
                    Row.withSchema(TableRows.schema(CustomerValues.TABLE))
                        .addValues(user(i), GoldTables.AS_OF, 2L, 1.0, 2.0, 0.25, 1.5)
                        .addValues(SOME, SOME, i + 1L, "At Risk", before(i), "run")
                        .build()));
  }

  static String user(int i) {
    return "user-" + i;
  }

  static String segment(int i) {
    return i % 3 == 0 ? "Dormant Customers" : "Loyal Customers";
  }

  static BigDecimal before(int i) {
    return BigDecimal.valueOf(i).setScale(2);
  }
}
