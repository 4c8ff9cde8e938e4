package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.transforms.event.EventContract;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.tables.BronzeEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Producers of three versions of the contract, the newest of which comes to the registry when the
 * stream has long been running.
 */
class ContractEvolvesIT {

  private static final String TOPIC = "retail-events";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final RetailEventCodec CODEC = RetailEventCodec.create();
  private static final Schema OURS = EventContract.schema();
  private static final Schema OLDER = without(OURS.getFields(), "country", "device_type");
  private static final Schema NEXT = next();
  private static final int OUR_ID = 1;
  private static final int OLDER_ID = 2;
  private static final int NEXT_ID = 3;

  @TempDir private Path folder;
  private final Map<String, String> registered = new ConcurrentHashMap<>();
  private LocalKafka kafka;
  private HttpServer registry;
  private Path lakehouse;

  @BeforeEach
  void start() throws IOException {
    lakehouse = folder.resolve("lakehouse");
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
    kafka.createTopic(TOPIC, 1);
    register(OUR_ID, OURS);
    register(OLDER_ID, OLDER);
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/schemas/ids/",
        exchange -> {
          String schema = registered.get(exchange.getRequestURI().getPath());
          byte[] answer =
              new ObjectMapper().writeValueAsBytes(Map.of("schema", String.valueOf(schema)));
          exchange.sendResponseHeaders(schema == null ? 404 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
    kafka.close();
  }

  @Test
  void aRunningStreamReadsOlderAndNewerProducersSideBySide() throws Exception {
    Process stream = stream();
    try {
      send(List.of(framed(OUR_ID, OURS, "ours"), framed(OLDER_ID, OLDER, "older")));
      await(stream, Map.of("ours", "10.00 DE mobile", "older", "10.00 null null"));

      register(NEXT_ID, NEXT);
      send(
          List.of(
              framed(NEXT_ID, NEXT, "next"),
              framed(OLDER_ID, OLDER, "older again"),
              framed(NEXT_ID, NEXT, "next again"),
              framed(OUR_ID, OURS, "ours again")));
      await(
          stream,
          Map.of(
              "ours", "10.00 DE mobile",
              "older", "10.00 null null",
              "next", "10.00 DE mobile",
              "older again", "10.00 null null",
              "next again", "10.00 DE mobile",
              "ours again", "10.00 DE mobile"));
    } finally {
      stream.destroyForcibly().waitFor();
    }
  }

  private Process stream() throws IOException {
    return StreamJvm.with(
            List.of(
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--topic=" + TOPIC,
                "--lakehouse=" + lakehouse,
                "--schemaRegistryUrl=http://localhost:" + registry.getAddress().getPort(),
                "--fileInterval=500ms",
                "--commitInterval=200ms"))
        .redirectOutput(folder.resolve("stream.log").toFile())
        .start();
  }

  private void send(List<byte[]> records) {
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      records.forEach(record -> sender.send(0, "user-1".getBytes(StandardCharsets.UTF_8), record));
      sender.finish();
    }
  }

  private void await(Process stream, Map<String, String> expected) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!bronze().equals(expected) && Instant.now().isBefore(deadline)) {
      assertThat(stream.isAlive()).as("the stream lives, see %s", folder).isTrue();
      Thread.sleep(200);
    }
    assertThat(bronze()).isEqualTo(expected);
  }

  /** Revenue, country and device of each event, by its id. */
  private Map<String, String> bronze() {
    Map<String, String> rows = new TreeMap<>();
    DeltaTable.openOrCreate(lakehouse.toString(), BronzeEvents.TABLE)
        .snapshot()
        .scan(
            List.of("event_id", "revenue", "country", "device_type"),
            row ->
                rows.put(
                    row.getString(0),
                    row.getDecimal(1) + " " + row.getValue(2) + " " + row.getValue(3)));
    return rows;
  }

  private void register(int id, Schema schema) {
    registered.put("/schemas/ids/" + id, schema.toString());
  }

  /** A purchase by this schema, in Confluent's wire format. */
  private static byte[] framed(int id, Schema schema, String eventId) throws IOException {
    RetailEvent purchase =
        RetailEvent.builder()
            .setEventId(eventId)
            .setUserId("user-1")
            .setEventType(EventType.PURCHASE.wireName())
            .setEventTsMicros(Instant.parse("2025-06-01T12:00:00Z").toEpochMilli() * 1_000)
            .setSkuId("sku")
            .setCategory("toys")
            .setPrice(new BigDecimal("10.00"))
            .setQuantity(1)
            .setRevenue(new BigDecimal("10.00"))
            .setDeviceType("mobile")
            .setCountry("DE")
            .build();
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(OURS, schema)
            .read(null, DecoderFactory.get().binaryDecoder(CODEC.encode(purchase), null));
    if (schema.equals(NEXT)) {
      record.put("coupons", List.of("SPRING", "LOYAL"));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return ByteBuffer.allocate(5 + bytes.size())
        .put((byte) 0)
        .putInt(id)
        .put(bytes.toByteArray())
        .array();
  }

  private static Schema without(List<Schema.Field> fields, String... names) {
    List<Schema.Field> kept =
        fields.stream()
            .filter(field -> !List.of(names).contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(OURS.getName(), null, OURS.getNamespace(), false, kept);
  }

  /** The contract with one more optional field at its end. */
  private static Schema next() {
    Schema coupons =
        SchemaBuilder.unionOf().nullType().and().array().items().stringType().endUnion();
    List<Schema.Field> fields = new ArrayList<>(OURS.getFields());
    fields.add(new Schema.Field("coupons", coupons, null, Schema.Field.NULL_DEFAULT_VALUE));
    return without(fields);
  }
}
