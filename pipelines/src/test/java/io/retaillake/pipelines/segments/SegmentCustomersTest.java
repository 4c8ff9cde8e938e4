package io.retaillake.pipelines.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.models.segments.Segment;
import io.retaillake.models.segments.SegmentFeatures;
import io.retaillake.models.segments.Segmentation;
import io.retaillake.models.segments.SegmentationSettings;
import io.retaillake.models.segments.SegmentationSettings.Init;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.jobs.GoldTables;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.SegmentSweeps;
import io.retaillake.transforms.tables.TableRows;
import io.retaillake.transforms.tables.UserFeatures;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCustomersTest {

  /** A customer's five features. */
  private record Drawn(
      String user,
      double recency,
      long frequency,
      BigDecimal money,
      BigDecimal clv,
      double alive) {}

  @TempDir private Path folder;

  @Test
  void everyCustomerIsInTheSegmentThatTheModelFindsInOnePlace() throws Exception {
    List<Drawn> customers = threeGroups();
    write(customers);

    SegmentRun run = run("--k=2..5", "--seed=11", "--starts=3");

    Segmentation expected = segmentation(customers);
    assertThat(run.chosenK()).isEqualTo(3);
    assertThat(run.explanation()).isEqualTo(expected.choice().explanation());
    assertThat(run.stability()).isEqualTo(1);
    assertThat(run.groups())
        .extracting(SegmentRun.Group::name, SegmentRun.Group::customers)
        .containsExactlyElementsOf(
            expected.segments().stream()
                .map(one -> org.assertj.core.groups.Tuple.tuple(one.name(), (long) one.customers()))
                .toList());
    assertThat(run.groups()).extracting(SegmentRun.Group::customers).containsExactly(40L, 60L, 50L);
    assertThat(run.balance()).isTrue();
    List<Map<String, Object>> rows = GoldTables.rows(lakehouse(), CustomerSegments.TABLE);
    assertThat(rows).hasSize(customers.size());
    Map<String, Map<String, Object>> byUser = new TreeMap<>();
    rows.forEach(row -> byUser.put((String) row.get("user_id"), row));
    for (int i = 0; i < customers.size(); i++) {
      Drawn customer = customers.get(i);
      Segment segment = expected.segments().get(expected.labels()[i]);
      assertThat(List.copyOf(byUser.get(customer.user()).values()))
          .containsExactly(
              customer.user(),
              micros(),
              segment.label(),
              segment.name(),
              customer.recency(),
              customer.frequency(),
              customer.money(),
              customer.clv(),
              customer.alive(),
              expected.distances()[i],
              run.id());
    }
    assertSweep(expected, run.id());
  }

  private void assertSweep(Segmentation expected, String runId) {
    List<List<Object>> sweep =
        GoldTables.rows(lakehouse(), SegmentSweeps.TABLE).stream()
            .map(row -> List.copyOf(row.values()))
            .toList();
    assertThat(sweep)
        .containsExactlyInAnyOrderElementsOf(
            expected.sweep().stream()
                .map(
                    point ->
                        List.<Object>of(
                            point.k(), point.inertia(), point.silhouette(), point.k() == 3, runId))
                .toList());
  }

  @Test
  void segmentsFoundOnASampleTakeInEveryCustomer() throws Exception {
    List<Drawn> customers = new ArrayList<>();
    for (int copy = 0; copy < 10; copy++) {
      for (Drawn one : threeGroups()) {
        customers.add(
            new Drawn(
                one.user() + "-" + copy,
                one.recency() + copy / 10.0,
                one.frequency(),
                one.money(),
                one.clv(),
                one.alive()));
      }
    }
    write(customers);

    SegmentRun run = run("--k=3", "--fitSample=1000");

    assertThat(run.customers()).isEqualTo(1500);
    assertThat(run.groups())
        .extracting(SegmentRun.Group::customers)
        .containsExactly(400L, 600L, 500L);
    assertThat(run.explanation()).isEqualTo("K = 3 was given.");
  }

  @Test
  void optionsThatMakeNoSenseAreRefusedBeforeAnyWork() {
    assertThatThrownBy(() -> run("--k=five"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Write it like --k=5 or --k=2..8");
    assertThatThrownBy(() -> run("--fitSample=10"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Give 1000 or more");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aTableWithoutValuesIsToldBeforeAnyWork() {
    write(List.of());

    assertThatThrownBy(this::run)
        .hasMessageContaining("gold_customer_value is empty")
        .extracting(error -> ((UserError) error).exitCode())
        .isEqualTo(ExitCode.DATA);
    assertThat(Files.exists(folder.resolve("runs"))).isFalse();
  }

  private SegmentRun run(String... more) throws Exception {
    return SegmentCustomers.run(
        Stream.concat(
                Stream.of("--lakehouse=" + lakehouse(), "--tracking=" + folder.resolve("runs")),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String lakehouse() {
    return folder.resolve("lakehouse").toString();
  }

  private static long micros() {
    return GoldTables.AS_OF.toEpochMilli() * 1000;
  }

  private static Segmentation segmentation(List<Drawn> customers) {
    return Segmentation.of(
        new SegmentFeatures(
            customers.stream().mapToDouble(Drawn::recency).toArray(),
            customers.stream().mapToDouble(Drawn::frequency).toArray(),
            customers.stream().mapToDouble(one -> one.money().doubleValue()).toArray(),
            customers.stream().mapToDouble(one -> one.clv().doubleValue()).toArray(),
            customers.stream().mapToDouble(Drawn::alive).toArray()),
        new SegmentationSettings(2, 5, 11, 3, Init.PLUS_PLUS),
        tried -> {});
  }

  /** 40 who buy often and dear, 60 who buy now and then, 50 who are gone; the best first. */
  private static List<Drawn> threeGroups() {
    Random random = new Random(5);
    List<Drawn> customers = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int group = i < 40 ? 0 : i < 100 ? 1 : 2;
      customers.add(
          new Drawn(
              "user-" + i,
              new double[] {5, 60, 300}[group] + random.nextInt(10),
              new long[] {40, 12, 1}[group] + random.nextInt(3),
              BigDecimal.valueOf(new long[] {9000, 6000, 3000}[group] + random.nextInt(500), 2),
              BigDecimal.valueOf(new long[] {90000, 40000, 500}[group] + random.nextInt(400), 2),
              new double[] {0.95, 0.7, 0.1}[group] + random.nextDouble() / 50));
    }
    return customers;
  }

  /** Both tables, in different orders. */
  private void write(List<Drawn> customers) {
    List<Drawn> shuffled = new ArrayList<>(customers);
    Collections.shuffle(shuffled, new Random(1));
    GoldTables.write(
        lakehouse(),
        CustomerValues.TABLE,
        shuffled.stream()
            .map(
                one ->
                    Row.withSchema(TableRows.schema(CustomerValues.TABLE))
                        .addValues(one.user(), GoldTables.AS_OF, one.frequency(), 1.0, 2.0)
                        .addValues(one.alive(), 3.0, one.money(), one.clv(), 1L, "Loyalists")
                        .addValues(one.money(), "run")
                        .build()));
    GoldTables.write(
        lakehouse(),
        UserFeatures.TABLE,
        customers.stream()
            .map(
                one ->
                    Row.withSchema(TableRows.schema(UserFeatures.TABLE))
                        .addValues(one.user(), GoldTables.AS_OF, 0L, one.recency(), 1L, 0L)
                        .addValues(one.money(), one.money())
                        .addValues(9.0, 9.0, 1L, 0L, 0L, 0L, 0L, 0L, 0.0, 1.0, 1L)
                        .addValues(GoldTables.AS_OF, GoldTables.AS_OF, "Shoes", "US")
                        .addValues(3, 3, 3, "333")
                        .build()));
  }
}
