package io.retaillake.benchmarks;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.EventIdSet;
import io.retaillake.transforms.admission.EventReader;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import io.retaillake.transforms.windows.RevenueSum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The floor: consumers that write Parquet in a loop, a thread for each share of the partitions, and
 * nothing that could be restored. All of the job's rules and none of an engine.
 */
public final class Floor {

  private final Settings settings;
  private final AdmissionRules rules = Settings.rules();
  private final RowAppender bronze;
  private final RowAppender silver;
  private final Map<WindowKey, RevenueSum> windows = new ConcurrentHashMap<>();

  private record WindowKey(long startMillis, String category) {}

  private Floor(Settings settings) {
    this.settings = settings;
    this.bronze =
        new RowAppender(DeltaTable.openOrCreate(settings.lakehouse(), BronzeEvents.TABLE));
    this.silver =
        new RowAppender(DeltaTable.openOrCreate(settings.lakehouse(), SilverEvents.TABLE));
  }

  public static void main(String[] args) throws Exception {
    new Floor(Settings.of(args)).run();
  }

  private void run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(settings.parallelism());
    List<Callable<Void>> shares = new ArrayList<>();
    for (int share = 0; share < settings.parallelism(); share++) {
      int mine = share;
      shares.add(
          () -> {
            read(mine);
            return null;
          });
    }
    for (Future<Void> share : threads.invokeAll(shares)) {
      share.get();
    }
    threads.shutdown();
    appendWindows();
  }

  private void read(int share) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.broker());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> mine =
          consumer.partitionsFor(Settings.TOPIC).stream()
              .filter(info -> info.partition() % settings.parallelism() == share)
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(mine);
      consumer.seekToBeginning(mine);
      Map<TopicPartition, Long> end = consumer.endOffsets(mine);
      Map<Integer, Lane> lanes = new HashMap<>();
      mine.forEach(partition -> lanes.put(partition.partition(), new Lane()));
      while (mine.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          lanes.get(record.partition()).take(record);
        }
      }
      lanes.values().forEach(Lane::finish);
    }
  }

  private void commit(RowAppender appender, List<DataFile> files) {
    synchronized (appender) {
      appender.append(files);
    }
  }

  private void appendWindows() {
    DeltaTable table = DeltaTable.openOrCreate(settings.lakehouse(), RevenueWindows.TABLE);
    RevenueWindows.Rows rows = new RevenueWindows.Rows();
    try (DataFileSink sink = new DataFileSink(table, "rows")) {
      windows.forEach(
          (key, sum) -> rows.map(WindowRows.of(key.startMillis, key.category, sum), sink::write));
      new RowAppender(table).append(sink.finish());
    }
  }

  /** One partition's way: judged in order, written as it comes. */
  private final class Lane {
    private final EventReader reader = rules.newReader();
    private final PartitionJudge judge = new PartitionJudge(rules);
    private final EventIdSet ids = new EventIdSet();
    private final EventFiles bronzeFiles =
        EventFiles.ofBronze(settings.lakehouse(), files -> commit(bronze, files));
    private final EventFiles silverFiles =
        EventFiles.ofSilver(settings.lakehouse(), files -> commit(silver, files));

    void take(ConsumerRecord<byte[], byte[]> record) {
      byte[] value = record.value();
      if (!reader.read(value, 0, value == null ? -1 : value.length, record.timestamp())) {
        return;
      }
      RetailEvent event = reader.event();
      Optional<Arrival> arrival = judge.judge(reader.eventMillis());
      if (arrival.isEmpty()) {
        return;
      }
      Met met =
          new Met(
              event,
              record.partition(),
              record.offset(),
              record.timestamp(),
              arrival.get(),
              System.currentTimeMillis());
      bronzeFiles.write(met);
      if (ids.add(event.getEventId())) {
        silverFiles.write(met);
        WindowRows.sale(met)
            .ifPresent(
                sale ->
                    windows.merge(
                        new WindowKey(
                            rules.arrivalRule().windowStartMillis(reader.eventMillis()),
                            event.getCategory()),
                        sale,
                        RevenueSum::plus));
      }
    }

    void finish() {
      bronzeFiles.finish();
      silverFiles.finish();
    }
  }
}
