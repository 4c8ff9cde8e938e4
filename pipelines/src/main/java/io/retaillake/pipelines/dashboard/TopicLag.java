package io.retaillake.pipelines.dashboard;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.transforms.tables.BronzeEvents;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of a topic are not in bronze yet, by the broker's offsets and the table's
 * ledger, looked up every two seconds. Empty while one of them does not answer.
 */
public final class TopicLag implements Supplier<OptionalLong>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicLag.class);
  private static final int SECONDS = 2;

  private final String lakehouse;
  private final Topics topics;
  private final String topic;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "topic-lag");
            thread.setDaemon(true);
            return thread;
          });
  private volatile OptionalLong latest = OptionalLong.empty();

  private TopicLag(String lakehouse, Topics topics, String topic) {
    this.lakehouse = lakehouse;
    this.topics = topics;
    this.topic = topic;
  }

  /**
   * Begins to look.
   *
   * @throws UserError if the broker does not answer or has no such topic
   */
  public static TopicLag follow(String lakehouse, Topics topics, String topic) {
    topics.partitionCount(topic);
    TopicLag lag = new TopicLag(lakehouse, topics, topic);
    lag.look();
    lag.clock.scheduleWithFixedDelay(lag::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    return lag;
  }

  @Override
  public OptionalLong get() {
    return latest;
  }

  private void look() {
    try {
      Map<Integer, Long> begins = topics.beginOffsets(topic);
      Map<Integer, Long> ends = topics.endOffsets(topic);
      Optional<DeltaTable> bronze = DeltaTable.openIfPresent(lakehouse, BronzeEvents.TABLE);
      Map<String, Long> held = bronze.map(table -> table.snapshot().ledgers()).orElse(Map.of());
      long waiting = 0;
      for (Map.Entry<Integer, Long> end : ends.entrySet()) {
        Long last = held.get(topic + "/" + end.getKey());
        long next = last == null ? begins.get(end.getKey()) : last + 1;
        waiting += Math.max(0, end.getValue() - next);
      }
      latest = OptionalLong.of(waiting);
    } catch (UserError | LakehouseException e) {
      if (latest.isPresent()) {
        LOG.warn("the lag is unknown: {}", e.getMessage());
      }
      latest = OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    topics.close();
  }
}
