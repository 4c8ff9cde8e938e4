package io.retaillake.transforms.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Writes an event as bare Avro, in the contract's order, into a buffer that is used again. */
final class RetailEventWriter {

  private static final int TYPICAL_SIZE = 256;
  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
  private final BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);

  byte[] write(RetailEvent event) {
    bytes.reset();
    try {
      string(event.getEventId());
      string(event.getUserId());
      string(event.getSessionId());
      string(event.getSkuId());
      string(event.getCategory());
      string(event.getBrand());
      string(event.getEventType());
      if (isPresent(event.getEventTsMicros())) {
        out.writeLong(event.getEventTsMicros());
      }
      money("price", event.getPrice());
      if (isPresent(event.getQuantity())) {
        out.writeInt(event.getQuantity());
      }
      money("revenue", event.getRevenue());
      string(event.getDeviceType());
      string(event.getCountry());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private void string(@Nullable String value) throws IOException {
    if (isPresent(value)) {
      out.writeString(value);
    }
  }

  private void money(String field, @Nullable BigDecimal value) throws IOException {
    if (isPresent(value)) {
      out.writeBytes(unscaled(field, value).toByteArray());
    }
  }

  private boolean isPresent(@Nullable Object value) throws IOException {
    out.writeIndex(value == null ? ABSENT : PRESENT);
    return value != null;
  }

  private static BigInteger unscaled(String field, BigDecimal value) {
    BigDecimal rounded = value.setScale(EventContract.MONEY_SCALE, RoundingMode.DOWN);
    if (rounded.compareTo(value) != 0) {
      throw new IllegalArgumentException(field + " " + value + " has more than two decimals");
    }
    BigInteger unscaled = rounded.unscaledValue();
    if (unscaled.abs().compareTo(BigInteger.valueOf(BoundedDecoder.MAX_UNSCALED)) > 0) {
      throw new IllegalArgumentException(field + " " + value + " has more than eighteen digits");
    }
    return unscaled;
  }
}
