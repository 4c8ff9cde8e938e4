package io.retaillake.transforms.kafka;

import org.apache.kafka.common.TopicPartition;

/** The name of a partition, as keys and the ledgers of tables hold it: {@code topic/partition}. */
public final class PartitionId {

  private PartitionId() {}

  public static String of(String topic, int partition) {
    return topic + "/" + partition;
  }

  public static String of(TopicPartition partition) {
    return of(partition.topic(), partition.partition());
  }
}
