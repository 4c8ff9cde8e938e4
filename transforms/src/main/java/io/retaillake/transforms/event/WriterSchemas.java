package io.retaillake.transforms.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The producers' schemas by id, each asked of the registry once.
 *
 * <p>That an id is unknown is remembered for a minute only, as its schema may be registered late,
 * and for a limited number of ids, as corrupt records make them up.
 */
final class WriterSchemas {

  private static final long UNKNOWN_FOR_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MAX_UNKNOWN = 10_000;

  private final Map<Integer, WriterSchema> known = new HashMap<>();
  private final Map<Integer, Unknown> unknown = new HashMap<>();
  private final SchemaRegistry registry;
  private final LongSupplier nanoClock;

  private record Unknown(String reason, long sinceNanos) {}

  WriterSchemas(SchemaRegistry registry, LongSupplier nanoClock) {
    this.registry = registry;
    this.nanoClock = nanoClock;
  }

  /**
   * The schema with this id.
   *
   * @throws UnresolvedSchemaException if the registry has none, or none that we can read
   */
  WriterSchema byId(int id) throws UnresolvedSchemaException {
    WriterSchema schema = known.get(id);
    if (schema != null) {
      return schema;
    }
    Unknown before = unknown.get(id);
    if (before != null && nanoClock.getAsLong() - before.sinceNanos() < UNKNOWN_FOR_NANOS) {
      throw new UnresolvedSchemaException(before.reason());
    }
    return ask(id);
  }

  private WriterSchema ask(int id) throws UnresolvedSchemaException {
    Optional<String> answer = registry.schemaById(id);
    String name = "schema id " + Integer.toUnsignedString(id);
    if (answer.isEmpty()) {
      throw unresolved(id, "unknown " + name + ": the registry has none such");
    }
    try {
      WriterSchema schema = WriterSchema.parse(answer.get());
      known.put(id, schema);
      unknown.remove(id);
      return schema;
    } catch (UnresolvedSchemaException e) {
      throw unresolved(id, name + " " + e.getMessage());
    }
  }

  private UnresolvedSchemaException unresolved(int id, String reason) {
    if (unknown.size() >= MAX_UNKNOWN) {
      unknown.clear();
    }
    unknown.put(id, new Unknown(reason, nanoClock.getAsLong()));
    return new UnresolvedSchemaException(reason);
  }
}
