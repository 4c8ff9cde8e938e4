package io.retaillake.transforms.event;

import java.util.Optional;

/** Knows the schemas that producers wrote with, by the id they put before each record. */
@FunctionalInterface
public interface SchemaRegistry {

  /**
   * The schema registered under this id, as Avro JSON; empty when the registry answers that it has
   * none. An id never changes its meaning, so a caller may keep the answer.
   *
   * @throws SchemaRegistryUnavailableException if the registry gives no usable answer: the record
   *     may be sound, so it must be tried again, not quarantined
   */
  Optional<String> schemaById(int id);
}
