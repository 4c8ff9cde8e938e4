package io.retaillake.transforms.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class RetailEventCodecTest {

  private static final RetailEvent PURCHASE = TestEvents.purchase();

  private final RetailEventCodec codec = RetailEventCodec.create();

  @Provide
  Arbitrary<RetailEvent> events() {
    return TestEvents.any();
  }

  @Property
  void whatIsEncodedComesBackEqual(@ForAll("events") RetailEvent event)
      throws UndecodableEventException {
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Test
  void avrosOwnReaderReadsWhatTheCodecWrites() throws IOException {
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(EventContract.schema())
            .read(null, DecoderFactory.get().binaryDecoder(codec.encode(PURCHASE), null));

    assertThat(record.get("event_id")).hasToString(PURCHASE.getEventId());
    assertThat(record.get("category")).hasToString("Gärten & Möbel");
    assertThat(record.get("event_ts")).isEqualTo(1_760_000_000_123_456L);
    assertThat(record.get("quantity")).isEqualTo(3);
    assertThat(record.get("country")).hasToString("DE");
  }

  @Test
  void anEventIsReadFromTheMiddleOfABuffer() throws UndecodableEventException {
    byte[] bytes = codec.encode(PURCHASE);
    byte[] buffer = new byte[bytes.length + 20];
    Arrays.fill(buffer, (byte) 0x55);
    System.arraycopy(bytes, 0, buffer, 7, bytes.length);

    assertThat(codec.decode(buffer, 7, bytes.length)).isEqualTo(PURCHASE);
  }

  @Test
  void moneyComesBackWithTwoDecimalsWhateverItsScaleWas() throws UndecodableEventException {
    RetailEvent event =
        PURCHASE.toBuilder()
            .setPrice(new BigDecimal("5"))
            .setRevenue(new BigDecimal("-7.500"))
            .build();

    RetailEvent decoded = codec.decode(codec.encode(event));

    assertThat(decoded.getPrice()).isEqualTo(new BigDecimal("5.00"));
    assertThat(decoded.getRevenue()).isEqualTo(new BigDecimal("-7.50"));
  }

  @Test
  void anAmountThatTheContractCannotHoldIsNotEncoded() {
    assertThatThrownBy(
            () -> codec.encode(PURCHASE.toBuilder().setPrice(new BigDecimal("1.999")).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("price 1.999 has more than two decimals");
    assertThatThrownBy(
            () -> codec.encode(PURCHASE.toBuilder().setRevenue(new BigDecimal("1e16")).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("revenue 1E+16 has more than eighteen digits");
  }

  @Test
  void everyTruncationIsUndecodable() {
    byte[] bytes = codec.encode(PURCHASE);
    for (int length = 1; length < bytes.length; length++) {
      assertThat(reasonFor(Arrays.copyOf(bytes, length))).startsWith("truncated record in field ");
    }
    assertThat(reasonFor(new byte[0])).isEqualTo("empty record");
    assertThat(reasonFor(Arrays.copyOf(bytes, bytes.length - 2)))
        .isEqualTo("truncated record in field country");
  }

  @Test
  void trailingBytesAreUndecodable() {
    byte[] bytes = codec.encode(PURCHASE);

    assertThat(reasonFor(Arrays.copyOf(bytes, bytes.length + 1)))
        .isEqualTo("trailing bytes after the event");
  }

  @Test
  void aLengthBeyondTheRecordIsRefusedWithoutAllocatingIt() {
    byte[] twoGigabytes = {2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 'x'};

    assertThat(reasonFor(twoGigabytes)).isEqualTo("truncated record in field event_id");
  }

  @Test
  void faultsInsideAFieldAreNamed() {
    assertThat(reasonFor(new byte[] {4})).isEqualTo("impossible union branch in field event_id");
    assertThat(reasonFor(new byte[] {2, 1})).isEqualTo("negative length in field event_id");
    assertThat(reasonFor(new byte[] {2, 2, (byte) 0xFF}))
        .isEqualTo("malformed UTF-8 in field event_id");
    assertThat(reasonFor("not avro at all".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("impossible union branch in field event_id");
  }

  @Test
  void aReplacementCharacterThatTheProducerWroteIsKept() throws UndecodableEventException {
    RetailEvent event = PURCHASE.toBuilder().setUserId("\uFFFD?").build();

    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Test
  void aConfluentRecordWithoutARegistrySaysWhatToDo() {
    byte[] framed = Framing.frame(42, codec.encode(PURCHASE));

    assertThat(reasonFor(framed))
        .isEqualTo(
            "schema id 42 can't be resolved: no registry URL is set; pass --schemaRegistryUrl");
  }

  @Test
  void aBareEventWithoutAnIdIsStillReadSoThatAdmissionCanNameTheFault()
      throws UndecodableEventException {
    RetailEvent event = PURCHASE.toBuilder().setEventId(null).build();

    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Test
  void mutatedRecordsAreDecodedOrUndecodableAndNothingElse() {
    Random random = new Random(7);
    byte[] sound = codec.encode(PURCHASE);
    int undecodable = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] mutated = Framing.mutate(sound, random);
      try {
        assertThat(codec.decode(mutated)).isNotNull();
      } catch (UndecodableEventException e) {
        assertThat(e.reason()).isNotBlank();
        undecodable++;
      }
    }
    assertThat(undecodable).isBetween(3_000, 9_500);
  }

  @Test
  void aFactoryTravelsToAWorkerAndMakesCodecsThere() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(RetailEventCodec.factory(Optional.of("http://localhost:8081/")));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RetailEventCodec travelled = ((RetailEventCodec.Factory) in.readObject()).create();
      assertThat(travelled.decode(travelled.encode(PURCHASE))).isEqualTo(PURCHASE);
    }
  }

  @Test
  void aRegistryAddressThatIsNoUrlIsRefusedAtOnce() {
    assertThatThrownBy(() -> RetailEventCodec.factory(Optional.of("localhost:8081")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'localhost:8081' is not a URL");
  }

  private String reasonFor(byte[] bytes) {
    return catchThrowableOfType(UndecodableEventException.class, () -> codec.decode(bytes))
        .reason();
  }
}
