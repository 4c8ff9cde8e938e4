package io.retaillake.transforms.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Confluent's wire format and the contract's evolution, with a registry of a few schemas. */
class ConfluentFormatTest {

  private static final int OURS = 1;
  private static final int NEXT = 2;
  private static final int OLDER = 3;
  private static final int MILLIS = 4;
  private static final int NO_AVRO = 5;
  private static final int NOT_NULLABLE = 6;
  private static final int OTHER_SCALE = 7;
  private static final RetailEvent PURCHASE = TestEvents.purchase();
  private static final Schema NEXT_SCHEMA = nextSchema();
  private static final Schema OLDER_SCHEMA = without("country", "device_type");

  private static final Map<Integer, String> SCHEMAS =
      Map.of(
          OURS, EventContract.schema().toString(),
          NEXT, NEXT_SCHEMA.toString(),
          OLDER, OLDER_SCHEMA.toString(),
          MILLIS, EventContract.schema().toString().replace("timestamp-micros", "timestamp-millis"),
          NO_AVRO, "syntax = \"proto3\";",
          NOT_NULLABLE, notNullable().toString(),
          OTHER_SCALE, EventContract.schema().toString().replace("\"scale\":2", "\"scale\":4"));

  private final AtomicInteger asked = new AtomicInteger();
  private final RetailEventCodec codec =
      RetailEventCodec.create(
          id -> {
            asked.incrementAndGet();
            return Optional.ofNullable(SCHEMAS.get(id));
          });

  @Test
  void aRecordOfOurOwnVersionIsRead() throws UndecodableEventException {
    assertThat(codec.decode(Framing.frame(OURS, codec.encode(PURCHASE)))).isEqualTo(PURCHASE);
  }

  @Test
  void theNextVersionsFieldIsSkippedByOurReader() throws Exception {
    GenericRecord next = record(NEXT_SCHEMA);
    next.put("coupons", List.of("SPRING", "LOYAL"));

    assertThat(codec.decode(Framing.frame(NEXT, avro(next)))).isEqualTo(PURCHASE);
  }

  @Test
  void anOlderVersionsMissingFieldsAreNullToOurReader() throws Exception {
    assertThat(codec.decode(Framing.frame(OLDER, avro(record(OLDER_SCHEMA)))))
        .isEqualTo(PURCHASE.toBuilder().setCountry(null).setDeviceType(null).build());
  }

  @Test
  void everyVersionReadsEveryOther() {
    for (Schema other : List.of(NEXT_SCHEMA, OLDER_SCHEMA)) {
      assertThat(canRead(EventContract.schema(), other)).isTrue();
      assertThat(canRead(other, EventContract.schema())).isTrue();
    }
  }

  @Test
  void aProducerWhoseFieldsAreNotNullableIsRead() throws Exception {
    RetailEvent decoded = codec.decode(Framing.frame(NOT_NULLABLE, avro(record(notNullable()))));

    assertThat(decoded)
        .isEqualTo(
            RetailEvent.builder()
                .setEventId(PURCHASE.getEventId())
                .setQuantity(PURCHASE.getQuantity())
                .build());
  }

  @Test
  void aSchemaIsAskedForOnce() throws UndecodableEventException {
    byte[] framed = Framing.frame(OURS, codec.encode(PURCHASE));
    codec.decode(framed);
    codec.decode(framed);

    assertThat(asked).hasValue(1);
  }

  @Test
  void anUnknownIdIsUndecodableAndNotAskedForEachTime() {
    byte[] framed = Framing.frame(99, codec.encode(PURCHASE));

    assertThat(reasonFor(framed)).isEqualTo("unknown schema id 99: the registry has none such");
    assertThat(reasonFor(framed)).isEqualTo("unknown schema id 99: the registry has none such");
    assertThat(asked).hasValue(1);
  }

  @Test
  void anUnknownIdIsAskedForAgainAfterAMinute() throws UnresolvedSchemaException {
    long[] nanos = {5};
    WriterSchemas schemas =
        new WriterSchemas(
            id -> Optional.ofNullable(nanos[0] < 10 ? null : SCHEMAS.get(OURS)), () -> nanos[0]);

    assertThatThrownBy(() -> schemas.byId(8)).isInstanceOf(UnresolvedSchemaException.class);
    nanos[0] = 60_000_000_004L;
    assertThatThrownBy(() -> schemas.byId(8)).isInstanceOf(UnresolvedSchemaException.class);
    nanos[0] = 60_000_000_005L;
    assertThat(schemas.byId(8).isContract()).isTrue();
  }

  @Test
  void anotherUnitOfTimeOrMoneyIsRefusedRatherThanMisread() {
    assertThat(reasonFor(Framing.frame(MILLIS, codec.encode(PURCHASE))))
        .isEqualTo("schema id 4 has another unit than the contract in field event_ts");
    assertThat(reasonFor(Framing.frame(OTHER_SCALE, codec.encode(PURCHASE))))
        .isEqualTo("schema id 7 has another unit than the contract in field price");
  }

  @Test
  void aSchemaThatIsNotAvroIsUndecodable() {
    assertThat(reasonFor(Framing.frame(NO_AVRO, codec.encode(PURCHASE))))
        .isEqualTo("schema id 5 is not an Avro schema that our contract can read");
  }

  @Test
  void trailingBytesAfterAFramedRecordAreUndecodable() throws Exception {
    byte[] avro = avro(record(NEXT_SCHEMA));
    byte[] longer = Arrays.copyOf(avro, avro.length + 1);

    assertThat(reasonFor(Framing.frame(NEXT, longer))).isEqualTo("trailing bytes after the event");
  }

  @Test
  void mutatedFramedRecordsAreDecodedOrUndecodableAndNothingElse() throws Exception {
    GenericRecord next = record(NEXT_SCHEMA);
    next.put("coupons", List.of("SPRING", "LOYAL"));
    byte[] sound = avro(next);
    Random random = new Random(11);
    int undecodable = 0;
    for (int i = 0; i < 10_000; i++) {
      try {
        codec.decode(Framing.frame(NEXT, Framing.mutate(sound, random)));
      } catch (UndecodableEventException e) {
        assertThat(e.reason()).isNotBlank();
        undecodable++;
      }
    }
    assertThat(codec.decode(Framing.frame(NEXT, sound))).isEqualTo(PURCHASE);
    assertThat(undecodable).isBetween(3_000, 9_500);
  }

  private String reasonFor(byte[] bytes) {
    return catchThrowableOfType(UndecodableEventException.class, () -> codec.decode(bytes))
        .reason();
  }

  private static boolean canRead(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
  }

  private static Schema nextSchema() {
    try (InputStream in = ConfluentFormatTest.class.getResourceAsStream("retail_event_v2.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Schema without(String... names) {
    Schema contract = EventContract.schema();
    List<Schema.Field> fields =
        contract.getFields().stream()
            .filter(field -> !List.of(names).contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(contract.getName(), null, contract.getNamespace(), false, fields);
  }

  private static Schema notNullable() {
    return SchemaBuilder.record("RetailEvent")
        .namespace("io.retaillake.event")
        .fields()
        .requiredInt("quantity")
        .requiredString("event_id")
        .endRecord();
  }

  /** The purchase as a record of this schema, as far as it has the fields. */
  private static GenericRecord record(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    Map<String, Object> values =
        Map.ofEntries(
            Map.entry("event_id", PURCHASE.getEventId()),
            Map.entry("user_id", PURCHASE.getUserId()),
            Map.entry("session_id", PURCHASE.getSessionId()),
            Map.entry("sku_id", PURCHASE.getSkuId()),
            Map.entry("category", PURCHASE.getCategory()),
            Map.entry("brand", PURCHASE.getBrand()),
            Map.entry("event_type", PURCHASE.getEventType()),
            Map.entry("event_ts", PURCHASE.getEventTsMicros()),
            Map.entry("price", ByteBuffer.wrap(PURCHASE.getPrice().unscaledValue().toByteArray())),
            Map.entry("quantity", PURCHASE.getQuantity()),
            Map.entry(
                "revenue", ByteBuffer.wrap(PURCHASE.getRevenue().unscaledValue().toByteArray())),
            Map.entry("device_type", PURCHASE.getDeviceType()),
            Map.entry("country", PURCHASE.getCountry()));
    values.forEach(
        (name, value) -> {
          if (schema.getField(name) != null) {
            record.put(name, value);
          }
        });
    return record;
  }

  private static byte[] avro(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
