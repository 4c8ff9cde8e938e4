package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The customers whom the lakehouse has forgotten, and must not take up again. What is kept of one
 * is a keyed hash (HMAC-SHA-256 with a random key of the lakehouse's own), by which a known id can
 * be recognized; no id can be read from it. Whoever has the lakehouse can still test an id that
 * they guess, as the platform itself has to.
 *
 * <p>Kept in the table {@code forgotten_users}, with what was removed and when. Safe for use by
 * several threads, and serializable: it stays as it was when it was loaded.
 */
public final class ForgottenUsers implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The table without its key, which each lakehouse has its own of. */
  static final TableDefinition TABLE = definition("");

  private static final String KEY_PROPERTY = "retaillake.forgottenUsersKey";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final String key;
  private final Set<String> hashes;

  private ForgottenUsers(String key, Set<String> hashes) {
    this.key = key;
    this.hashes = hashes;
  }

  private static TableDefinition definition(String key) {
    return TableDefinition.builder("forgotten_users")
        .comment("Customers who were forgotten: a keyed hash of each, and what was removed")
        .columns(
            Column.required("user_hash", ColumnType.STRING, "HMAC-SHA-256 of the user_id"),
            Column.required("forgotten_at", ColumnType.TIMESTAMP, "When, UTC"),
            Column.optional("table_name", ColumnType.STRING, "From which table"),
            Column.required("row_count", ColumnType.LONG, "Rows removed from it"),
            Column.optional(
                "revenue",
                ColumnType.DECIMAL,
                "USD that windows have counted of them, where the table is silver's"))
        .property(KEY_PROPERTY, key)
        .build();
  }

  /** Those of this lakehouse; none if it has never forgotten any. */
  public static ForgottenUsers load(String lakehouse) {
    Optional<DeltaTable> table = DeltaTable.openIfPresent(lakehouse, TABLE);
    if (table.isEmpty()) {
      return new ForgottenUsers("", Set.of());
    }
    TableSnapshot snapshot = table.get().snapshot();
    Set<String> hashes = new HashSet<>();
    snapshot.scan(List.of("user_hash"), row -> hashes.add(row.getString(0)));
    return new ForgottenUsers(snapshot.describe().properties().get(KEY_PROPERTY), hashes);
  }

  /**
   * What was removed so far when customers were forgotten.
   *
   * @param rows rows by the table they were removed from
   * @param revenue USD of silver's rows among them that windows have counted
   */
  public record Removed(Map<String, Long> rows, BigDecimal revenue) {

    /** Rows removed from a table. */
    public long rowsOf(String table) {
      return rows.getOrDefault(table, 0L);
    }
  }

  /** What was removed from this lakehouse. */
  public static Removed removed(String lakehouse) {
    Map<String, Long> rows = new TreeMap<>();
    BigDecimal[] revenue = {BigDecimal.ZERO.setScale(ColumnType.DECIMAL_SCALE)};
    DeltaTable.openIfPresent(lakehouse, TABLE)
        .ifPresent(
            table ->
                table
                    .snapshot()
                    .scan(
                        List.of("table_name", "row_count", "revenue"),
                        row -> {
                          if (!row.isNull(0)) {
                            rows.merge(row.getString(0), row.getLong(1), Long::sum);
                          }
                          if (!row.isNull(2)) {
                            revenue[0] = revenue[0].add(row.getDecimal(2));
                          }
                        }));
    return new Removed(rows, revenue[0]);
  }

  /** The table of this lakehouse, made with a key of its own if it is not there. */
  static DeltaTable table(String lakehouse) {
    return DeltaTable.openIfPresent(lakehouse, TABLE)
        .orElseGet(
            () -> {
              byte[] key = new byte[KEY_BYTES];
              new SecureRandom().nextBytes(key);
              return DeltaTable.openOrCreate(lakehouse, definition(HexFormat.of().formatHex(key)));
            });
  }

  /** How many there are; once on the list, a customer stays there. */
  public int count() {
    return hashes.size();
  }

  /** True if this customer is to be left out. White space around the id does not matter. */
  public boolean contains(String userId) {
    return !hashes.isEmpty() && userId != null && hashes.contains(hash(userId));
  }

  /** The customer's hash, in this lakehouse. */
  String hash(String userId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(userId.strip().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
