package io.retaillake.transforms.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Where a bounded read ends in each partition. */
final class StopOffsets {

  private StopOffsets() {}

  /** Of these records, those that come before their partition's stop offset. */
  static ConsumerRecords<byte[], byte[]> before(
      Map<Integer, Long> stopOffsets, ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> before = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      long stop = stopOffsets.get(partition.partition());
      List<ConsumerRecord<byte[], byte[]>> kept =
          records.records(partition).stream().takeWhile(record -> record.offset() < stop).toList();
      if (!kept.isEmpty()) {
        before.put(partition, kept);
      }
    }
    return new ConsumerRecords<>(before);
  }
}
