package io.retaillake.pipelines.segments;

import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.models.experiment.SaltedHash;
import io.retaillake.pipelines.jobs.CustomerGroups;
import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.UserFeatures;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the customers with a value and joins what else their segment depends on. */
final class ReadPoints extends PTransform<PBegin, PCollection<CustomerPoint>> {
  private static final long serialVersionUID = 1L;

  private static final TupleTag<Row> VALUE = new TupleTag<>() {};
  private static final TupleTag<Row> FEATURES = new TupleTag<>() {};

  private final String lakehouse;
  private final Map<String, Long> versions;
  private final int groups;
  private final long seed;

  /**
   * Reads these versions of the tables.
   *
   * @param customers about how many there are
   */
  ReadPoints(String lakehouse, Map<String, Long> versions, long customers, long seed) {
    this.lakehouse = lakehouse;
    this.versions = versions;
    this.groups = CustomerGroups.count(customers);
    this.seed = seed;
  }

  @Override
  public PCollection<CustomerPoint> expand(PBegin begin) {
    return KeyedPCollectionTuple.of(
            VALUE,
            grouped(
                begin,
                CustomerValues.TABLE,
                "user_id",
                "as_of",
                "frequency",
                "clv_12m",
                "prob_alive"))
        .and(
            FEATURES,
            grouped(begin, UserFeatures.TABLE, "user_id", "recency_days", "average_order_value"))
        .apply("Join", CoGroupByKey.create())
        .apply("ToPoints", ParDo.of(new ToPointsFn("segments/" + seed)));
  }

  private PCollection<KV<Integer, Row>> grouped(
      PBegin begin, TableDefinition table, String... columns) {
    PCollection<Row> rows =
        begin.apply(
            "Read " + table.name(),
            DeltaIO.read(table)
                .from(lakehouse)
                .atVersion(versions.get(table.name()))
                .withColumns(columns));
    return rows.apply(
            "Group " + table.name(),
            CustomerGroups.key((Row row) -> row.getString("user_id"), groups))
        .setCoder(KvCoder.of(VarIntCoder.of(), RowCoder.of(rows.getSchema())));
  }

  private static final class ToPointsFn extends DoFn<KV<Integer, CoGbkResult>, CustomerPoint> {
    private static final long serialVersionUID = 1L;

    private final String salt;
    private transient @Nullable SaltedHash hash;

    ToPointsFn(String salt) {
      this.salt = salt;
    }

    @Setup
    public void setUp() {
      hash = new SaltedHash(salt);
    }

    @ProcessElement
    public void processElement(
        @Element KV<Integer, CoGbkResult> group, OutputReceiver<CustomerPoint> points) {
      Map<String, Row> features = new HashMap<>();
      group.getValue().getAll(FEATURES).forEach(row -> features.put(row.getString("user_id"), row));
      for (Row value : group.getValue().getAll(VALUE)) {
        Row others = features.get(value.getString("user_id"));
        if (others != null && others.getDouble("recency_days") != null) {
          points.output(point(value, others));
        }
      }
    }

    private CustomerPoint point(Row value, Row features) {
      String customer = value.getString("user_id");
      return CustomerPoint.create(
          customer,
          ChronoUnit.MICROS.between(
              Instant.EPOCH, value.getLogicalTypeValue("as_of", Instant.class)),
          features.getDouble("recency_days"),
          value.getInt64("frequency"),
          features.getDecimal("average_order_value"),
          value.getDecimal("clv_12m"),
          value.getDouble("prob_alive"),
          hash.place(customer));
    }
  }
}
