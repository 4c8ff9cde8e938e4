package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.TableSnapshot;
import java.util.HashMap;
import java.util.Map;

/** Up to which offset two versions of tables both hold each Kafka partition. */
final class HeldByBoth {
  private final Map<Integer, Long> lastOffsets = new HashMap<>();

  HeldByBoth(TableSnapshot one, TableSnapshot other) {
    Map<String, Long> others = other.ledgers();
    one.ledgers()
        .forEach(
            (id, offset) -> {
              int partition = Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
              long both = Math.min(offset, others.getOrDefault(id, -1L));
              if (lastOffsets.put(partition, both) != null) {
                throw new IllegalStateException(
                    "the tables hold more than one topic: rows don't say which they are from");
              }
            });
  }

  boolean holds(int partition, long offset) {
    return offset <= lastOffsets.getOrDefault(partition, -1L);
  }
}
