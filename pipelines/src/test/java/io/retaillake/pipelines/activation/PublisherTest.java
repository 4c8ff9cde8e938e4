package io.retaillake.pipelines.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.activation.Publisher.Published;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

  @TempDir private Path folder;
  private final Shelf shelf = new Shelf();
  private final Publisher publisher = new Publisher(shelf, 2);

  @Test
  void onlyWhatChangedIsPublished() throws Exception {
    Map<String, PublishedCustomer> customers = customers("a", "b", "c");
    assertThat(publisher.publish(folder, customers).upserts()).isEqualTo(3);
    assertThat(publisher.publish(folder, customers).changes()).isZero();

    customers.put("b", customer("b", "VIP Champions"));
    customers.remove("c");
    Published second = publisher.publish(folder, customers);
    assertThat(second.upserts()).isEqualTo(1);
    assertThat(second.deletes()).isEqualTo(1);
    assertThat(shelf.rows).isEqualTo(customers);
    assertThat(Files.readAllLines(second.file().orElseThrow()))
        .hasSize(2)
        .first()
        .asString()
        .contains("\"idempotency_key\":\"2/b\"", "\"operation\":\"upsert\"", "VIP Champions");
  }

  @Test
  void whatFailedIsTakenUpAgainBeforeWhatIsNew() throws Exception {
    Map<String, PublishedCustomer> customers = customers("a", "b", "c", "d", "e");
    shelf.failAfter = 1;
    assertThatThrownBy(() -> publisher.publish(folder, customers)).isInstanceOf(SQLException.class);
    assertThat(shelf.rows).containsOnlyKeys("a", "b");

    shelf.failAfter = Integer.MAX_VALUE;
    customers.put("f", customer("f", "New Customers"));
    Published published = publisher.publish(folder, customers);
    assertThat(published.resumed()).isEqualTo(3);
    assertThat(published.upserts()).isEqualTo(1);
    assertThat(shelf.rows).isEqualTo(customers);
    assertThat(shelf.keys).containsExactly("1/a", "1/b", "1/c", "1/d", "1/e", "2/f");
  }

  @Test
  void whatWasDeliveredButNotNotedIsDeliveredAgainWithTheSameKeys() throws Exception {
    Map<String, PublishedCustomer> customers = customers("a", "b", "c");
    shelf.failAfter = 1;
    assertThatThrownBy(() -> publisher.publish(folder, customers)).isInstanceOf(SQLException.class);
    Files.delete(folder.resolve("delivered"));
    shelf.failAfter = Integer.MAX_VALUE;
    publisher.publish(folder, customers);
    assertThat(shelf.keys).containsExactly("1/a", "1/b", "1/a", "1/b", "1/c");
    assertThat(shelf.rows).isEqualTo(customers);
  }

  @Test
  void aPublisherThatHasLostItsRecordSendsAllAnewAndDeletesWhoIsGone() throws Exception {
    Map<String, PublishedCustomer> customers = customers("a", "b", "c");
    publisher.publish(folder.resolve("first"), customers);
    customers.remove("b");

    Published published = publisher.publish(folder.resolve("second"), customers);

    assertThat(published.upserts()).isEqualTo(2);
    assertThat(published.deletes()).isEqualTo(1);
    assertThat(shelf.rows).isEqualTo(customers);
    assertThat(shelf.keys).endsWith("2/a", "2/c", "2/b");
  }

  @Test
  void idsThatHoldTabsAndLineBreaksAreKeptApart() throws Exception {
    Map<String, PublishedCustomer> customers = customers("a\tb", "a\nb", "\"");
    assertThat(publisher.publish(folder, customers).upserts()).isEqualTo(3);
    assertThat(publisher.publish(folder, customers).changes()).isZero();
    assertThat(shelf.rows).isEqualTo(customers);
  }

  @Test
  void aLineReadsBackAsItWasWritten() {
    Change change = new Change(3, "a\"ä", customer("a\"ä", "At-Risk Customers"));
    assertThat(Change.ofJson(change.toJson())).isEqualTo(change);
    Change gone = new Change(3, "b", null);
    assertThat(Change.ofJson(gone.toJson())).isEqualTo(gone);
  }

  private static Map<String, PublishedCustomer> customers(String... ids) {
    Map<String, PublishedCustomer> customers = new TreeMap<>();
    for (String id : ids) {
      customers.put(id, customer(id, "Loyal Customers"));
    }
    return customers;
  }

  private static PublishedCustomer customer(String id, String segment) {
    return new PublishedCustomer(
        id,
        1,
        segment,
        "Loyalists",
        new BigDecimal("1234567890123456.70"),
        0.1 + 0.2,
        Instant.parse("2026-03-31T00:00:00.123456Z"));
  }

  /** Keeps what it is given, until it is to fail. */
  private static final class Shelf implements Destination {
    private final Map<String, PublishedCustomer> rows = new TreeMap<>();
    private final List<String> keys = new ArrayList<>();
    private int failAfter = Integer.MAX_VALUE;
    private long last;

    @Override
    public Holdings holdings() {
      return new Holdings(last, Set.copyOf(rows.keySet()));
    }

    @Override
    public void deliver(List<Change> changes) throws SQLException {
      if (failAfter-- <= 0) {
        throw new SQLException("the database went away");
      }
      for (Change change : changes) {
        keys.add(change.idempotencyKey());
        last = Math.max(last, change.publication());
        if (change.customer() == null) {
          rows.remove(change.userId());
        } else {
          rows.put(change.userId(), change.customer());
        }
      }
    }

    @Override
    public void close() {}
  }
}
