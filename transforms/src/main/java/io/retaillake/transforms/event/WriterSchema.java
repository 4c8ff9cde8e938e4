package io.retaillake.transforms.event;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A producer's schema, resolved to the contract: fields it lacks are null, fields it has more are
 * skipped.
 */
final class WriterSchema {

  private final boolean isContract;
  private final ResolvingDecoder resolving;

  private WriterSchema(Schema writer) throws IOException {
    Schema contract = EventContract.schema();
    this.isContract =
        SchemaNormalization.toParsingForm(writer)
            .equals(SchemaNormalization.toParsingForm(contract));
    this.resolving =
        DecoderFactory.get()
            .resolvingDecoder(Schema.applyAliases(writer, contract), contract, null);
  }

  /**
   * Reads a schema from its JSON.
   *
   * @throws UnresolvedSchemaException if it is no Avro record, or means another unit in one of the
   *     contract's fields; Avro alone would read milliseconds as microseconds and tell nobody
   */
  static WriterSchema parse(String json) throws UnresolvedSchemaException {
    try {
      Schema schema = new Schema.Parser().parse(json);
      checkUnits(schema);
      return new WriterSchema(schema);
    } catch (AvroRuntimeException | IOException e) {
      throw new UnresolvedSchemaException("is not an Avro schema that our contract can read");
    }
  }

  /** True if records of this schema are laid out as the contract's own, to the byte. */
  boolean isContract() {
    return isContract;
  }

  /** The event at the decoder's position. */
  RetailEvent read(BoundedDecoder in) throws UndecodableEventException {
    RetailEvent.Builder event = RetailEvent.builder();
    try {
      resolving.configure(in);
      for (Schema.Field field : resolving.readFieldOrder()) {
        if (resolving.readIndex() == 0) {
          resolving.readNull();
        } else {
          readField(field.pos(), event);
        }
      }
      resolving.drain();
    } catch (IOException e) {
      throw new UndecodableEventException(e.getMessage());
    } catch (RuntimeException e) {
      // Avro's resolver answers corrupt bytes with whatever exception they lead it to.
      throw new UndecodableEventException("record does not fit its schema", e);
    }
    return event.build();
  }

  private void readField(int position, RetailEvent.Builder event) throws IOException {
    switch (position) {
      case EventContract.EVENT_ID -> event.setEventId(resolving.readString());
      case EventContract.USER_ID -> event.setUserId(resolving.readString());
      case EventContract.SESSION_ID -> event.setSessionId(resolving.readString());
      case EventContract.SKU_ID -> event.setSkuId(resolving.readString());
      case EventContract.CATEGORY -> event.setCategory(resolving.readString());
      case EventContract.BRAND -> event.setBrand(resolving.readString());
      case EventContract.EVENT_TYPE -> event.setEventType(resolving.readString());
      case EventContract.EVENT_TS -> event.setEventTsMicros(resolving.readLong());
      case EventContract.PRICE -> event.setPrice(readMoney());
      case EventContract.QUANTITY -> event.setQuantity(resolving.readInt());
      case EventContract.REVENUE -> event.setRevenue(readMoney());
      case EventContract.DEVICE_TYPE -> event.setDeviceType(resolving.readString());
      case EventContract.COUNTRY -> event.setCountry(resolving.readString());
      default -> throw new IllegalStateException("the contract has no field " + position);
    }
  }

  private BigDecimal readMoney() throws IOException {
    ByteBuffer bytes = resolving.readBytes(null);
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.get(unscaled);
    return BigDecimal.valueOf(
        BoundedDecoder.unscaledDecimal(unscaled, 0, unscaled.length), EventContract.MONEY_SCALE);
  }

  private static void checkUnits(Schema writer) throws UnresolvedSchemaException {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new UnresolvedSchemaException("is not an Avro record");
    }
    for (Schema.Field ours : EventContract.schema().getFields()) {
      Schema.Field theirs = writer.getField(ours.name());
      LogicalType unit = unit(ours.schema());
      if (theirs != null && unit != null && !unit.getName().equals(unitName(theirs.schema()))) {
        throw unitsDiffer(ours.name());
      }
      if (theirs != null && isOfOtherScale(unit, unit(theirs.schema()))) {
        throw unitsDiffer(ours.name());
      }
    }
  }

  private static UnresolvedSchemaException unitsDiffer(String field) {
    return new UnresolvedSchemaException("has another unit than the contract in field " + field);
  }

  private static boolean isOfOtherScale(@Nullable LogicalType ours, @Nullable LogicalType theirs) {
    return ours instanceof LogicalTypes.Decimal our
        && theirs instanceof LogicalTypes.Decimal their
        && our.getScale() != their.getScale();
  }

  private static @Nullable String unitName(Schema schema) {
    LogicalType unit = unit(schema);
    return unit == null ? null : unit.getName();
  }

  private static @Nullable LogicalType unit(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema.getLogicalType();
    }
    return schema.getTypes().stream()
        .map(Schema::getLogicalType)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
