package io.retaillake.pipelines.jobs;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableReplacer;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.TableRows;
import io.retaillake.transforms.tables.UserFeatures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.Row;

/** Writes gold tables that models read, with customers drawn from a seed. */
public final class GoldTables {

  public static final Instant AS_OF = Instant.parse("2026-03-31T00:00:00Z");
  private static final double DAYS = 455;

  private GoldTables() {}

  /** Replaces a table by these rows. */
  public static void write(String lakehouse, TableDefinition definition, Stream<Row> rows) {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse, definition);
    TableRows maker = new TableRows(definition);
    try (DataFileSink sink = new DataFileSink(table, "test")) {
      rows.forEach(row -> sink.write(maker.record(row), List.of()));
      new TableReplacer(table).replace(sink.finish());
    }
  }

  /** All rows of a table, each as its values by column; money as a decimal. */
  public static List<Map<String, Object>> rows(String lakehouse, TableDefinition definition) {
    List<Column> columns = definition.columns();
    List<Map<String, Object>> rows = new ArrayList<>();
    DeltaTable.open(lakehouse, definition)
        .snapshot()
        .scan(
            columns.stream().map(Column::name).toList(),
            view -> {
              Map<String, Object> row = new LinkedHashMap<>();
              for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i).name(), view.getValue(i));
              }
              rows.add(row);
            });
    return rows;
  }

  /** Customers who buy at gamma rates, leave by chance, and spend by their own means. */
  public static void customers(String lakehouse, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> histories = new ArrayList<>();
    List<Row> features = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      draw("user-" + i, random, histories, features);
    }
    write(lakehouse, PurchaseHistories.TABLE, histories.stream());
    write(lakehouse, UserFeatures.TABLE, features.stream());
  }

  private static void draw(
      String user, SplittableRandom random, List<Row> histories, List<Row> features) {
    double perDay = -Math.log(random.nextDouble()) / 40;
    double leaving = random.nextDouble() * 0.3;
    double first = Math.floor(random.nextDouble() * 300);
    double mean = 60 * Math.exp(0.5 * random.nextGaussian());
    double last = first;
    long repeats = 0;
    double spent = 0;
    double at = first;
    while (true) {
      at += Math.ceil(-Math.log(random.nextDouble()) / perDay);
      if (at >= DAYS) {
        break;
      }
      repeats++;
      last = at;
      spent += mean * Math.exp(0.4 * random.nextGaussian());
      if (random.nextDouble() < leaving) {
        break;
      }
    }
    BigDecimal average = repeats == 0 ? null : cents(spent / repeats);
    histories.add(
        Row.withSchema(TableRows.schema(PurchaseHistories.TABLE))
            .addValues(user, AS_OF, repeats, (last - first) / 7, (DAYS - first) / 7, average)
            .build());
    BigDecimal order = average == null ? cents(mean) : average;
    Instant since = AS_OF.minusSeconds(86_400L * (long) (DAYS - first));
    features.add(
        Row.withSchema(TableRows.schema(UserFeatures.TABLE))
            .addValues(user, AS_OF, 0L, DAYS - last, repeats + 1, repeats)
            .addValues(order.multiply(BigDecimal.valueOf(repeats + 1)), order)
            .addValues(DAYS - first, DAYS - first, 1L, 0L, 0L, 0L, 0L, 0L, 0.0, 1.0, 1L)
            .addValues(since, AS_OF, "Shoes", "US", 3, 3, 3, "333")
            .build());
  }

  private static BigDecimal cents(double usd) {
    return BigDecimal.valueOf(usd).setScale(2, RoundingMode.HALF_UP);
  }
}
