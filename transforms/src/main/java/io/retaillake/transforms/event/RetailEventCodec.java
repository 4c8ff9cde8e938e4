package io.retaillake.transforms.event;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Turns events into bytes and bytes into events, by the contract {@code retail_event.avsc}.
 *
 * <p>Two forms are read. <b>Bare Avro</b>: the record alone, written with exactly the contract's
 * current version. <b>Confluent's wire format</b>: a zero byte, the writer's schema id in four
 * bytes (the highest first), then the record, resolved from the writer's schema to ours by Avro's
 * rules. A producer of an older or newer version of the contract must use the second.
 *
 * <p>The first byte decides. A bare record starts with {@code 0x00} only if its {@code event_id} is
 * missing, and no such event is ever accepted, so nothing acceptable is lost by taking {@code 0x00}
 * for Confluent's mark. When the id after it can't be resolved, but the bytes are to the last one a
 * bare event without {@code event_id}, they are read as that, so that its quarantine names the true
 * fault.
 *
 * <p>Every byte must be used: what is left over makes the record undecodable. Money comes back with
 * two decimals; whether an event makes sense is judged on admission, not here.
 *
 * <p>Not thread-safe: make one for each worker thread, from a {@link #factory}. Decoding takes
 * about a microsecond and allocates nothing but the event.
 */
public final class RetailEventCodec {

  private static final byte CONFLUENT_MARK = 0;
  private static final int CONFLUENT_HEADER = 5;

  private final BoundedDecoder in = new BoundedDecoder();
  private final RetailEventReader reader = new RetailEventReader();
  private final RetailEventWriter writer = new RetailEventWriter();
  private final @Nullable WriterSchemas writerSchemas;

  private RetailEventCodec(@Nullable SchemaRegistry registry) {
    this.writerSchemas = registry == null ? null : new WriterSchemas(registry, System::nanoTime);
  }

  /** A codec without a registry: Confluent's wire format is recognised but can't be resolved. */
  public static RetailEventCodec create() {
    return new RetailEventCodec(null);
  }

  /** A codec that resolves the ids of Confluent's wire format with this registry. */
  public static RetailEventCodec create(SchemaRegistry registry) {
    return new RetailEventCodec(registry);
  }

  /**
   * Makes codecs on workers: with the registry at this address, or without one.
   *
   * @throws IllegalArgumentException if the address is not an http or https URL
   */
  public static Factory factory(Optional<String> registryUrl) {
    return new Factory(registryUrl.map(HttpSchemaRegistry::checkedUrl).orElse(null));
  }

  /** Makes codecs, and travels to workers to do so. */
  public static final class Factory implements Serializable {

    private static final long serialVersionUID = 1L;

    private final @Nullable String registryUrl;

    private Factory(@Nullable String registryUrl) {
      this.registryUrl = registryUrl;
    }

    /** A new codec, for one thread. */
    public RetailEventCodec create() {
      return new RetailEventCodec(registryUrl == null ? null : HttpSchemaRegistry.at(registryUrl));
    }
  }

  /**
   * The event as bare Avro.
   *
   * @throws IllegalArgumentException if an amount has more than two decimals or eighteen digits
   */
  public byte[] encode(RetailEvent event) {
    return writer.write(event);
  }

  /** As {@link #decode(byte[], int, int)}, of a whole array. */
  public RetailEvent decode(byte[] bytes) throws UndecodableEventException {
    return decode(bytes, 0, bytes.length);
  }

  /**
   * The event in {@code length} bytes of the buffer from {@code offset} on.
   *
   * @throws UndecodableEventException if the bytes are no event, and never will be
   * @throws SchemaRegistryUnavailableException if the registry must be asked and gives no usable
   *     answer; the same bytes may be read later
   */
  public RetailEvent decode(byte[] buffer, int offset, int length)
      throws UndecodableEventException {
    if (length == 0) {
      throw new UndecodableEventException("empty record");
    }
    if (buffer[offset] != CONFLUENT_MARK) {
      return decodeBare(buffer, offset, length);
    }
    try {
      return decodeFramed(buffer, offset, length);
    } catch (UnresolvedSchemaException unresolved) {
      try {
        return decodeBare(buffer, offset, length);
      } catch (UndecodableEventException notBareEither) {
        throw new UndecodableEventException(unresolved.getMessage());
      }
    }
  }

  private RetailEvent decodeBare(byte[] buffer, int offset, int length)
      throws UndecodableEventException {
    in.reset(buffer, offset, length);
    try {
      RetailEvent event = reader.read(in);
      return checkAllRead(event);
    } catch (IOException e) {
      throw new UndecodableEventException(e.getMessage() + " in field " + reader.fieldName());
    }
  }

  private RetailEvent decodeFramed(byte[] buffer, int offset, int length)
      throws UndecodableEventException, UnresolvedSchemaException {
    if (length < CONFLUENT_HEADER) {
      throw new UnresolvedSchemaException("truncated record before its schema id ends");
    }
    int id = schemaId(buffer, offset + 1);
    if (writerSchemas == null) {
      throw new UnresolvedSchemaException(
          "schema id "
              + Integer.toUnsignedString(id)
              + " can't be resolved: no registry URL is set; pass --schemaRegistryUrl");
    }
    WriterSchema schema = writerSchemas.byId(id);
    if (schema.isContract()) {
      return decodeBare(buffer, offset + CONFLUENT_HEADER, length - CONFLUENT_HEADER);
    }
    in.reset(buffer, offset + CONFLUENT_HEADER, length - CONFLUENT_HEADER);
    return checkAllRead(schema.read(in));
  }

  private RetailEvent checkAllRead(RetailEvent event) throws UndecodableEventException {
    if (in.remaining() > 0) {
      throw new UndecodableEventException("trailing bytes after the event");
    }
    return event;
  }

  private static int schemaId(byte[] buffer, int at) {
    return (buffer[at] & 0xFF) << 24
        | (buffer[at + 1] & 0xFF) << 16
        | (buffer[at + 2] & 0xFF) << 8
        | buffer[at + 3] & 0xFF;
  }
}
