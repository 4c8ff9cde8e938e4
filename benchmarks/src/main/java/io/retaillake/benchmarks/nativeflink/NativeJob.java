package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.Met;
import io.retaillake.benchmarks.Settings;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.SilverEvents;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.time.Time;

/**
 * The stream's job as an expert of Flink would write it for this topic: Flink's own Kafka source,
 * decoding and judging in the source's chain, events that are new by their ids, one-minute windows
 * by category with five seconds of allowed lateness, and files of Parquet that one task a table
 * commits. It runs to the end of the topic, without checkpoints, as the stream does then.
 *
 * <p>Variants: {@code preaggregated} sums sales before they go over the network; {@code chained}
 * tells copies where they are read, without a shuffle by id, in a state that a real job could not
 * restore.
 */
public final class NativeJob {

  private NativeJob() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.of(args);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(settings.parallelism(), onLoopback());
    env.getConfig().enableObjectReuse();

    SingleOutputStreamOperator<Decoded> events = read(env, settings);
    SingleOutputStreamOperator<Met> first =
        settings.has("chained") ? judgeFirst(events, settings) : judgeAll(events, settings);
    SingleOutputStreamOperator<Sale> sales =
        first.transform("WriteSilver", TypeInformation.of(Sale.class), new WriteSilver(settings));
    commitSilver(sales.getSideOutput(FileLists.SILVER), settings);
    if (settings.has("preaggregated")) {
      sales =
          sales.transform(
              "SumBeforeShuffle", TypeInformation.of(Sale.class), new SumBeforeShuffle());
    }
    sales
        .keyBy(sale -> sale.category)
        .window(TumblingEventTimeWindows.of(Time.minutes(1)))
        .allowedLateness(Time.seconds(5))
        .aggregate(
            new Totals.Add(),
            new Totals.WithStart(),
            TypeInformation.of(Sale.class),
            TypeInformation.of(Sale.class),
            TypeInformation.of(new TypeHint<Tuple2<Long, Sale>>() {}))
        .addSink(new AppendWindows(settings))
        .setParallelism(1);
    env.execute("native");
  }

  private static SingleOutputStreamOperator<Decoded> read(
      StreamExecutionEnvironment env, Settings settings) {
    KafkaSource<Decoded> topic =
        KafkaSource.<Decoded>builder()
            .setBootstrapServers(settings.broker())
            .setTopics(Settings.TOPIC)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new DecodeRecords())
            .build();
    return env.fromSource(
        topic,
        WatermarkStrategy.<Decoded>forBoundedOutOfOrderness(Duration.ofSeconds(2))
            .withTimestampAssigner((decoded, brokerMillis) -> decoded.eventMillis()),
        "ReadEvents");
  }

  private static SingleOutputStreamOperator<Met> judgeFirst(
      SingleOutputStreamOperator<Decoded> events, Settings settings) {
    SingleOutputStreamOperator<Met> first =
        events.transform("Judge", TypeInformation.of(Met.class), Judge.first(settings));
    commitBronze(first.getSideOutput(FileLists.BRONZE), settings);
    return first;
  }

  private static SingleOutputStreamOperator<Met> judgeAll(
      SingleOutputStreamOperator<Decoded> events, Settings settings) {
    SingleOutputStreamOperator<Shipped> judged =
        events.transform("Judge", TypeInformation.of(Shipped.class), Judge.all(settings));
    commitBronze(judged.getSideOutput(FileLists.BRONZE), settings);
    return judged
        .keyBy(shipped -> shipped.eventId)
        .process(new Deduplicate(), TypeInformation.of(Met.class));
  }

  private static void commitBronze(SideOutputDataStream<byte[]> files, Settings settings) {
    files.addSink(new Commit(settings, BronzeEvents.TABLE)).setParallelism(1);
  }

  private static void commitSilver(SideOutputDataStream<byte[]> files, Settings settings) {
    files.addSink(new Commit(settings, SilverEvents.TABLE)).setParallelism(1);
  }

  private static Configuration onLoopback() {
    Configuration configuration = new Configuration();
    configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    return configuration;
  }
}
