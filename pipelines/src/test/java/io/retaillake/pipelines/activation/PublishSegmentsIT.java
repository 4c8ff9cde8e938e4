package io.retaillake.pipelines.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.jobs.GoldTables;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.TableRows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishes to a real PostgreSQL by a process that is killed in the middle. A row that the test has
 * locked holds it up at a known place.
 */
class PublishSegmentsIT {

  private static final int CUSTOMERS = 5000;
  private static final int LOCKED = 2600;
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void aPublicationThatIsKilledHalfWayIsResumedAndTheTableIsRight() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Connection connection = postgres.getPostgresDatabase().getConnection()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      write(CUSTOMERS, "Loyal Customers", 1);
      assertThat(publish(url).waitFor()).as(log()).isZero();
      assertThat(table(connection)).hasSize(CUSTOMERS).isEqualTo(gold());

      // All change their segment, the first 1,000 are gone, 500 are new.
      write(CUSTOMERS + 500, "Dormant Customers", 1001);
      Process killed;
      connection.setAutoCommit(false);
      try (Statement lock = connection.createStatement()) {
        lock.execute(
            "select 1 from customer_segments where user_id = '" + user(LOCKED) + "' for update");
        killed = publish(url);
        awaitBlocked(postgres, killed);
        assertThat(refusedBesideIt(url)).contains("another publication is under way");
        killed.destroyForcibly().waitFor();
        connection.rollback();
      }
      connection.setAutoCommit(true);
      awaitNoWriter(postgres);
      assertThat(killed.exitValue()).isEqualTo(137);
      long published = count(connection, "segment = 'Dormant Customers'");
      assertThat(published).isBetween(1000L, 3000L);

      assertThat(publish(url).waitFor()).as(log()).isZero();
      assertThat(table(connection)).hasSize(CUSTOMERS - 500).isEqualTo(gold());
      assertThat(log()).contains("that an earlier run had left");
      assertThat(count(connection, "publication = 2")).isEqualTo(CUSTOMERS - 500);

      assertThat(publish(url).waitFor()).as(log()).isZero();
      assertThat(log()).contains("Published 0 changes");
      assertThat(table(connection)).isEqualTo(gold());
    }
  }

  /** Customers from the first number to the last, all in one segment. */
  private void write(int last, String segment, int first) {
    GoldTables.write(
        lakehouse(),
        CustomerSegments.TABLE,
        IntStream.rangeClosed(first, last)
            .mapToObj(
                i ->
                    Row.withSchema(TableRows.schema(CustomerSegments.TABLE))
                        .addValues(user(i), GoldTables.AS_OF, 1, segment, 3.5, 2L)
                        .addValues(new BigDecimal("12.50"), clv(i), 0.25, 0.5, "run")
                        .build()));
    GoldTables.write(
        lakehouse(),
        CustomerValues.TABLE,
        IntStream.rangeClosed(first, last)
            .mapToObj(
                i ->
                    Row.withSchema(TableRows.schema(CustomerValues.TABLE))
                        .addValues(user(i), GoldTables.AS_OF, 2L, 1.0, 2.0, 0.25, 1.5)
                        .addValues(new BigDecimal("12.50"), clv(i), (long) i, "At Risk")
                        .addValues(new BigDecimal("37.50"), "run")
                        .build()));
  }

  private String lakehouse() {
    return folder.resolve("lakehouse").toString();
  }

  private static String user(int i) {
    return String.format(Locale.ROOT, "user-%05d", i);
  }

  private static BigDecimal clv(int i) {
    return BigDecimal.valueOf(i * 7L, 2);
  }

  private Map<String, String> gold() {
    Map<String, String> rows = new TreeMap<>();
    GoldCustomers.read(lakehouse())
        .forEach((id, customer) -> rows.put(id, customer.fingerprint() + customer.asOf()));
    return rows;
  }

  private static Map<String, String> table(Connection connection) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select user_id, segment_id, segment, tier, clv_12m, prob_alive, as_of from"
                    + " customer_segments")) {
      while (row.next()) {
        PublishedCustomer customer =
            new PublishedCustomer(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getBigDecimal(5),
                row.getDouble(6),
                row.getTimestamp(7).toInstant());
        rows.put(customer.userId(), customer.fingerprint() + customer.asOf());
      }
    }
    return rows;
  }

  private static long count(Connection connection, String condition) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from customer_segments where " + condition)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Process publish(String url) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PublishSegments.class.getName());
    command.add("--lakehouse=" + lakehouse());
    command.add("--output=" + folder.resolve("published"));
    command.add("--jdbcUrl=" + url);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("publish.log").toFile())
        .start();
  }

  /** What a second publisher says. */
  private String refusedBesideIt(String url) {
    StringWriter printed = new StringWriter();
    int code =
        Commands.execute(
            new PublishSegments(),
            new PrintWriter(printed),
            "--lakehouse=" + lakehouse(),
            "--output=" + folder.resolve("published"),
            "--jdbcUrl=" + url);
    assertThat(code).as(printed.toString()).isEqualTo(ExitCode.IO.code());
    return printed.toString();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("publish.log"));
  }

  private void awaitBlocked(EmbeddedPostgres postgres, Process publisher) throws Exception {
    await(postgres, "application_name = 'retail-lakehouse' and wait_event_type = 'Lock'", 1);
    assertThat(publisher.isAlive()).as(log()).isTrue();
  }

  private static void awaitNoWriter(EmbeddedPostgres postgres) throws Exception {
    await(postgres, "application_name = 'retail-lakehouse'", 0);
  }

  private static void await(EmbeddedPostgres postgres, String condition, long sessions)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (Connection observer = postgres.getPostgresDatabase().getConnection();
        Statement statement = observer.createStatement()) {
      while (System.nanoTime() < end) {
        try (ResultSet row =
            statement.executeQuery("select count(*) from pg_stat_activity where " + condition)) {
          row.next();
          if (row.getLong(1) == sessions) {
            return;
          }
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new AssertionError("never " + sessions + " sessions where " + condition);
  }
}
