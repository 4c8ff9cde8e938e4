package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableMerge;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.maintenance.ForgetReceipt.Line;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Removes customers from every table of a lakehouse that says whose rows are whose: from each that
 * has a {@code user_id}, and from the quarantine, where the record's key or bytes name them. Before
 * that their hash is put on the list of {@link ForgottenUsers}, so that later stages leave out what
 * still comes. Afterwards no version that readers get shows them; their bytes are gone once vacuum
 * has deleted the old files and the part of the log that told of them.
 *
 * <p>Each table is a commit of its own: a crash leaves every table readable, with or without the
 * customer, and a second run finishes. Sums over many customers, such as the windows, stay as they
 * are.
 */
public final class ForgetCustomer {
  private static final int MOST_ATTEMPTS = 5;
  private static final String USER = "user_id";
  private static final List<String> RAW = List.of("raw_key", "raw_value");

  private final String lakehouse;

  /** For the tables of this lakehouse. */
  public ForgetCustomer(String lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** What forgetting the customer would remove now. */
  public ForgetReceipt plan(String userId) {
    String id = userId.strip();
    RawIds raw = new RawIds(id);
    return plan(user -> user.strip().equals(id), raw::isIn);
  }

  /** What removing new rows of those who are forgotten would remove now. */
  public ForgetReceipt planAgain() {
    ForgottenUsers forgotten = ForgottenUsers.load(lakehouse);
    return plan(forgotten::contains, key -> forgotten.contains(text(key)));
  }

  private ForgetReceipt plan(Predicate<String> users, Predicate<byte[]> raw) {
    List<Line> lines = new ArrayList<>();
    for (DeltaTable table : tables()) {
      Matcher matcher = matcher(table, users, raw).orElseThrow();
      try (TableMerge merge = TableMerge.begin(table, "DELETE", Map.of())) {
        long rows = merge.remove(matcher.columns, file -> true, matcher.test);
        lines.add(new Line(table.definition().name(), rows, merge.filesRewritten()));
      }
    }
    return new ForgetReceipt(List.of(), Instant.now(), lines);
  }

  /**
   * Forgets a customer.
   *
   * @throws LakehouseException COMMIT_CONFLICT, READ_FAILED or WRITE_FAILED: run again, it goes on
   *     where it ended
   */
  public ForgetReceipt forget(String userId) {
    DeltaTable list = ForgottenUsers.table(lakehouse);
    String hash = ForgottenUsers.load(lakehouse).hash(userId);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    append(list, List.of(row(hash, now, null, 0, null)));
    String id = userId.strip();
    RawIds raw = new RawIds(id);
    return remove(list, List.of(hash), now, user -> user.strip().equals(id), raw::isIn);
  }

  /** Removes what has come since of all who are forgotten, as replayed records may bring it. */
  public ForgetReceipt forgetAgain() {
    DeltaTable list = ForgottenUsers.table(lakehouse);
    ForgottenUsers forgotten = ForgottenUsers.load(lakehouse);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return remove(
        list, List.of("all"), now, forgotten::contains, key -> forgotten.contains(text(key)));
  }

  private ForgetReceipt remove(
      DeltaTable list,
      List<String> hashes,
      Instant now,
      Predicate<String> users,
      Predicate<byte[]> raw) {
    List<Line> lines = new ArrayList<>();
    for (DeltaTable table : tables()) {
      Matcher matcher = matcher(table, users, raw).orElseThrow();
      Removed removed = remove(table, matcher, users);
      lines.add(removed.line);
      if (removed.line.rows() > 0) {
        append(
            list,
            List.of(
                row(
                    hashes.get(0),
                    now,
                    removed.line.table(),
                    removed.line.rows(),
                    removed.revenue.orElse(null))));
      }
    }
    return new ForgetReceipt(hashes, now, lines);
  }

  private record Removed(Line line, Optional<BigDecimal> revenue) {}

  private Removed remove(DeltaTable table, Matcher matcher, Predicate<String> users) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try (TableMerge merge =
          TableMerge.begin(table, "DELETE", Map.of("reason", "forget a customer"))) {
        long rows = merge.remove(matcher.columns, file -> true, matcher.test);
        Line line = new Line(table.definition().name(), rows, merge.filesRewritten());
        Optional<BigDecimal> revenue =
            rows > 0 && table.definition().name().equals(SilverEvents.TABLE.name())
                ? Optional.of(countedRevenue(merge.snapshot(), users))
                : Optional.empty();
        if (merge.commit()) {
          return new Removed(line, revenue);
        }
      }
    }
    throw new LakehouseException(
        Problem.COMMIT_CONFLICT,
        "Table " + table.root() + " still holds rows that were to be removed.",
        "Other writers changed the files concerned " + MOST_ATTEMPTS + " times.",
        "Run again when no other engine deletes from or optimizes the table.");
  }

  /** What the windows have counted of these customers: all but what came too late for them. */
  private static BigDecimal countedRevenue(TableSnapshot silver, Predicate<String> users) {
    BigDecimal[] sum = {BigDecimal.ZERO.setScale(2)};
    silver.scan(
        List.of(USER, "revenue", "arrival"),
        row -> {
          if (users.test(row.getString(0))
              && !row.isNull(1)
              && !row.getString(2).equals(Arrival.TOO_LATE.columnValue())) {
            sum[0] = sum[0].add(row.getDecimal(1));
          }
        });
    return sum[0];
  }

  /** The tables that may hold rows of a customer. */
  private List<DeltaTable> tables() {
    return DeltaTable.namesIn(lakehouse).stream()
        .filter(name -> !name.equals(ForgottenUsers.TABLE.name()))
        .map(name -> DeltaTable.discover(lakehouse, name))
        .filter(table -> matcher(table, user -> false, bytes -> false).isPresent())
        .toList();
  }

  private record Matcher(List<String> columns, Predicate<RowView> test) {}

  private static Optional<Matcher> matcher(
      DeltaTable table, Predicate<String> users, Predicate<byte[]> raw) {
    if (hasColumn(table, USER, ColumnType.STRING)) {
      Map<String, Boolean> known = new HashMap<>();
      return Optional.of(
          new Matcher(
              List.of(USER), row -> !row.isNull(0) && remembered(known, row.getString(0), users)));
    }
    if (RAW.stream().allMatch(column -> hasColumn(table, column, ColumnType.BINARY))) {
      return Optional.of(
          new Matcher(RAW, row -> raw.test(row.getBinary(0)) || raw.test(row.getBinary(1))));
    }
    return Optional.empty();
  }

  /** A customer has many rows, and hashing takes longer than looking up. */
  private static boolean remembered(
      Map<String, Boolean> known, String user, Predicate<String> users) {
    if (known.size() > 100_000) {
      known.clear();
    }
    return known.computeIfAbsent(user, users::test);
  }

  private static boolean hasColumn(DeltaTable table, String name, ColumnType type) {
    return !table.definition().partitionColumns().contains(name)
        && table.definition().columns().stream()
            .anyMatch(column -> column.name().equals(name) && column.type() == type);
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static GenericRecord row(
      String hash, Instant at, String table, long rows, BigDecimal revenue) {
    GenericRecord row = new GenericData.Record(ForgottenUsers.TABLE.fileSchema());
    row.put("user_hash", hash);
    row.put("forgotten_at", ChronoUnit.MICROS.between(Instant.EPOCH, at));
    row.put("table_name", table);
    row.put("row_count", rows);
    row.put("revenue", revenue);
    return row;
  }

  private static void append(DeltaTable list, List<GenericRecord> rows) {
    try (DataFileSink sink = new DataFileSink(list, "forgotten")) {
      rows.forEach(row -> sink.write(row, List.of()));
      new RowAppender(list).append(sink.finish());
    }
  }
}
