package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every class of lateness, from a real topic: partition 0 holds one event of each, partition 1
 * falls idle after a single early one, partition 2 is empty.
 */
class LatenessIT {

  private static final String TOPIC = "retail-events";
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Map<String, String> ARRIVALS =
      Map.of(
          "first", "on_time",
          "in order", "on_time",
          "out of order but on time", "on_time",
          "late, window open", "late",
          "late inside five seconds", "late",
          "too late", "too_late",
          "next window", "on_time",
          "on the idle partition", "on_time");
  private static final Map<String, String> WINDOWS =
      Map.of(
          "12:00 shoes", "45.00 of 5 purchases",
          "12:00 toys", "9.00 of 1 purchases",
          "12:01 books", "40.00 of 1 purchases");

  @TempDir private static Path folder;
  private static LocalKafka kafka;

  @BeforeAll
  static void fillTopic() {
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
    kafka.createTopic(TOPIC, 3);
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      purchase(sender, 0, "first", 10, "shoes", "10.00");
      purchase(sender, 0, "in order", 30, "shoes", "20.00");
      purchase(sender, 0, "out of order but on time", 29, "shoes", "5.00");
      purchase(sender, 0, "late, window open", 20, "shoes", "7.00");
      view(sender, 64);
      purchase(sender, 0, "late inside five seconds", 50, "shoes", "3.00");
      view(sender, 70);
      purchase(sender, 0, "too late", 55, "shoes", "100.00");
      purchase(sender, 0, "next window", 90, "books", "40.00");
      view(sender, 600);
      purchase(sender, 1, "on the idle partition", 5, "toys", "9.00");
      sender.finish();
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void onTheDirectRunner() throws Exception {
    Path lakehouse = folder.resolve("direct");

    StreamPipeline.run(args(lakehouse, "--runner=DirectRunner", "--untilNow=true"));

    assertThat(arrivals(lakehouse)).isEqualTo(ARRIVALS);
    assertThat(windows(lakehouse)).isEqualTo(WINDOWS);
  }

  @Test
  void onEmbeddedFlink() throws Exception {
    Path lakehouse = folder.resolve("flink");

    StreamPipeline.run(args(lakehouse, "--runner=FlinkRunner", "--untilNow=true"));

    assertThat(arrivals(lakehouse)).isEqualTo(ARRIVALS);
    assertThat(windows(lakehouse)).isEqualTo(WINDOWS);
  }

  @Test
  void onEmbeddedFlinkWithoutEndTheIdleAndTheEmptyPartitionHoldNoWindowBack() throws Exception {
    Path lakehouse = folder.resolve("without end");
    Process stream =
        StreamJvm.with(
                List.of(
                    args(
                        lakehouse,
                        "--fileInterval=500ms",
                        "--commitInterval=200ms",
                        "--idleAfter=1s")))
            .redirectOutput(folder.resolve("without-end.log").toFile())
            .start();
    try {
      Instant deadline = Instant.now().plus(PATIENCE);
      while (!(windows(lakehouse).equals(WINDOWS) && arrivals(lakehouse).equals(ARRIVALS))
          && Instant.now().isBefore(deadline)) {
        assertThat(stream.isAlive()).isTrue();
        Thread.sleep(200);
      }
    } finally {
      stream.destroyForcibly().waitFor();
    }

    assertThat(arrivals(lakehouse)).isEqualTo(ARRIVALS);
    assertThat(windows(lakehouse)).isEqualTo(WINDOWS);
  }

  private static String[] args(Path lakehouse, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--bootstrapServers=" + kafka.bootstrapServers());
    args.add("--topic=" + TOPIC);
    args.add("--lakehouse=" + lakehouse);
    return args.toArray(String[]::new);
  }

  private static void purchase(
      EventSender sender, int partition, String id, int second, String category, String usd) {
    send(
        sender,
        partition,
        event(id, EventType.PURCHASE, second)
            .setSkuId("sku-1")
            .setCategory(category)
            .setPrice(new BigDecimal(usd))
            .setQuantity(1)
            .setRevenue(new BigDecimal(usd))
            .build());
  }

  private static void view(EventSender sender, int second) {
    send(sender, 0, event("view at " + second, EventType.PAGE_VIEW, second).build());
  }

  private static RetailEvent.Builder event(String id, EventType type, int second) {
    return RetailEvent.builder()
        .setEventId(id)
        .setUserId("user-1")
        .setEventType(type.wireName())
        .setEventTsMicros(NOON.plusSeconds(second).toEpochMilli() * 1_000);
  }

  private static void send(EventSender sender, int partition, RetailEvent event) {
    sender.send(
        partition,
        event.getUserId().getBytes(StandardCharsets.UTF_8),
        RetailEventCodec.create().encode(event));
  }

  /** The arrival of each purchase, by its id. */
  private static Map<String, String> arrivals(Path lakehouse) {
    Map<String, String> arrivals = new TreeMap<>();
    DeltaTable.openOrCreate(lakehouse.toString(), SilverEvents.TABLE)
        .snapshot()
        .scan(
            List.of("event_id", "arrival", "event_type"),
            RowFilter.all(),
            row -> {
              if (row.getString(2).equals("purchase")) {
                arrivals.put(row.getString(0), row.getString(1));
              }
            });
    return arrivals;
  }

  /** Each final window. */
  private static Map<String, String> windows(Path lakehouse) {
    Map<String, String> windows = new TreeMap<>();
    Map<String, Long> most = new TreeMap<>();
    DeltaTable.openOrCreate(lakehouse.toString(), RevenueWindows.TABLE)
        .snapshot()
        .scan(
            List.of("window_start", "category", "events", "revenue", "purchases"),
            RowFilter.all(),
            row -> {
              String start =
                  Instant.ofEpochMilli(row.getLong(0) / 1_000).toString().substring(11, 16);
              String window = start + " " + row.getString(1);
              if (row.getLong(2) > most.getOrDefault(window, 0L)) {
                most.put(window, row.getLong(2));
                windows.put(window, row.getDecimal(3) + " of " + row.getLong(4) + " purchases");
              }
            });
    return windows;
  }
}
