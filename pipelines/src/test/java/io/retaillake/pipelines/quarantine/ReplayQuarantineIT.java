package io.retaillake.pipelines.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.books.Books;
import io.retaillake.pipelines.books.BooksReader;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.stream.StreamPipeline;
import io.retaillake.transforms.event.EventContract;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.tables.QuarantineEvents;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three sales in Confluent's wire format and one error page are refused, as no registry is named.
 * The tests go on from each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayQuarantineIT {

  private static final String TOPIC = "retail-events";
  private static final int SCHEMA_ID = 7;

  @TempDir private static Path lakehouse;
  private static LocalKafka kafka;

  @BeforeAll
  static void refuseFourRecords() throws Exception {
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
    kafka.createTopic(TOPIC, 2);
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      for (int sale = 0; sale < 3; sale++) {
        sender.send(sale % 2, bytes("user-" + sale), framed(sale));
      }
      sender.send(1, null, bytes("<html>502 Bad Gateway</html>"), List.of());
      sender.finish();
    }
    stream();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  @Order(1)
  void withoutAChoiceNothingIsSent() {
    assertThat(replay()).isEqualTo(ExitCode.USAGE.code());
    assertThat(replay("--all", "--dryRun")).isEqualTo(ExitCode.OK.code());
    assertThat(topicRecords()).isEqualTo(4);
  }

  @Test
  @Order(2)
  void whatAKilledReplayHadSentIsNotSentAgain() {
    TableSnapshot quarantine =
        DeltaTable.open(lakehouse.toString(), QuarantineEvents.TABLE).snapshot();
    List<QuarantinedRecord> sales = new ArrayList<>();
    quarantine.scan(QuarantinedRecord.COLUMNS, row -> sales.add(QuarantinedRecord.of(row)));
    sales.removeIf(record -> !record.reason().contains("schema id"));
    List<ReplayLedger.Entry> entries =
        sales.stream().map(record -> new ReplayLedger.Entry("killed", record.place())).toList();
    ReplayLedger ledger = ReplayLedger.open(lakehouse.toString(), TOPIC);
    ledger.begin(entries, Map.of(0, 2L, 1, 2L));
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      QuarantinedRecord first = sales.get(0);
      sender.send(
          first.place().partition(),
          first.key(),
          first.value(),
          List.of(ReplayMark.of(entries.get(0))));
      sender.finish();
    }

    assertThat(replay("--reason=SCHEMA ID")).isEqualTo(ExitCode.OK.code());

    assertThat(topicRecords()).isEqualTo(7);
    assertThat(
            new ArrivedReplays(kafka.bootstrapServers(), TOPIC, Map.of())
                .from(Map.of(0, 0L, 1, 0L)).stream().map(ReplayLedger.Entry::place))
        .containsExactlyInAnyOrderElementsOf(sales.stream().map(QuarantinedRecord::place).toList());
    assertThat(ReplayLedger.open(lakehouse.toString(), TOPIC).open()).isEmpty();
  }

  @Test
  @Order(3)
  void aSecondReplaySendsNothing() {
    assertThat(replay("--reason=schema id")).isEqualTo(ExitCode.OK.code());
    assertThat(topicRecords()).isEqualTo(7);
  }

  @Test
  @Order(4)
  void withTheRegistryNamedTheReplayedSalesAreAdmitted() throws Exception {
    HttpServer registry = registry();
    try {
      stream("--schemaRegistryUrl=http://localhost:" + registry.getAddress().getPort());
    } finally {
      registry.stop(0);
    }

    Books books = new BooksReader(lakehouse.toString()).read(7);
    assertThat(books.balances()).allMatch(balance -> balance.holds());
    assertThat(books.silver()).isEqualTo(3);
    assertThat(books.quarantined()).isEqualTo(4);
    assertThat(books.silverRevenue()).isEqualByComparingTo("60.00");
  }

  private static int replay(String... choice) {
    String[] args =
        Stream.concat(
                Stream.of(choice),
                Stream.of(
                    "--lakehouse=" + lakehouse,
                    "--bootstrapServers=" + kafka.bootstrapServers(),
                    "--topic=" + TOPIC))
            .toArray(String[]::new);
    return Commands.execute(new ReplayQuarantine(), args);
  }

  private static void stream(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--bootstrapServers=" + kafka.bootstrapServers());
    args.add("--topic=" + TOPIC);
    args.add("--lakehouse=" + lakehouse);
    args.add("--untilNow=true");
    StreamPipeline.run(args.toArray(String[]::new));
  }

  private static long topicRecords() {
    try (Topics topics = Topics.at(kafka.bootstrapServers())) {
      return topics.recordCount(TOPIC);
    }
  }

  private static byte[] framed(int sale) {
    byte[] event =
        RetailEventCodec.create()
            .encode(
                RetailEvent.builder()
                    .setEventId("sale-" + sale)
                    .setUserId("user-" + sale)
                    .setEventType("purchase")
                    .setEventTsMicros(Instant.parse("2025-06-01T12:00:00Z").toEpochMilli() * 1_000)
                    .setSkuId("sku")
                    .setCategory("toys")
                    .setPrice(new BigDecimal("20.00"))
                    .setQuantity(1)
                    .setRevenue(new BigDecimal("20.00"))
                    .build());
    return ByteBuffer.allocate(5 + event.length).put((byte) 0).putInt(SCHEMA_ID).put(event).array();
  }

  private static HttpServer registry() throws IOException {
    byte[] answer =
        new ObjectMapper().writeValueAsBytes(Map.of("schema", EventContract.schema().toString()));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/schemas/ids/" + SCHEMA_ID,
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
