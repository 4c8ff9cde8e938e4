package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.admission.TopicRecord;
import io.retaillake.transforms.admission.Topics;
import io.retaillake.transforms.restart.LakehouseHistory;
import io.retaillake.transforms.restart.RestartPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A stream that crashes anywhere, and starts again from nothing but its tables, ends with the
 * tables of a stream that never crashed: whatever each table held of each partition, and whichever
 * windows had told what.
 */
class RestartLawsTest {

  private static final AdmissionRules RULES =
      Records.RULES.withDeduplicationHorizon(Duration.ofDays(2));

  @Provide
  Arbitrary<List<List<TopicRecord>>> topics() {
    return Arbitraries.oneOf(Topics.any(), Topics.ofMinutes(), Topics.ofMinutes());
  }

  @Property(tries = 4_000)
  void restartFromTheTablesEndsWithTheSameTables(
      @ForAll("topics") List<List<TopicRecord>> topic, @ForAll Random random) {
    TablesInMemory tables = new TablesInMemory();
    crashAndRestart(
        topic,
        random,
        tables,
        () ->
            SteppedStream.restarted(
                topic,
                RULES,
                tables,
                offsets(new RestartPoint(tables, RULES.arrivalRule()), topic),
                tables));

    assertThat(tables.contents()).isEqualTo(SteppedStream.readAtOnce(topic, RULES));
  }

  @Property(tries = 8)
  void restartFromTablesOnDiskEndsWithTheSameTables(
      @ForAll("topics") List<List<TopicRecord>> topic, @ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("restart-laws");
    String lakehouse = folder.toString();
    try {
      TablesOnDisk tables = new TablesOnDisk(lakehouse, RULES);
      crashAndRestart(
          topic,
          random,
          tables,
          () ->
              SteppedStream.restarted(
                  topic,
                  RULES,
                  tables,
                  offsets(new RestartPoint(lakehouse, Records.TOPIC, RULES.arrivalRule()), topic),
                  new LakehouseHistory(lakehouse, Records.TOPIC)));

      assertThat(tables.contents()).isEqualTo(SteppedStream.readAtOnce(topic, RULES));
    } finally {
      delete(folder);
    }
  }

  private static void crashAndRestart(
      List<List<TopicRecord>> topic,
      Random random,
      Tables tables,
      Supplier<SteppedStream> restarted) {
    SteppedStream stream = SteppedStream.fromTheBeginning(topic, RULES, tables);
    for (int crash = 0; crash < 3; crash++) {
      int steps = random.nextInt(60);
      for (int i = 0; i < steps; i++) {
        step(topic, stream, random);
      }
      stream = restarted.get();
    }
    stream.readAll();
    stream.drain();
  }

  private static Map<Integer, Long> offsets(
      RestartPoint restartPoint, List<List<TopicRecord>> topic) {
    return restartPoint.offsets(IntStream.range(0, topic.size()).boxed().toList());
  }

  private static void step(List<List<TopicRecord>> topic, SteppedStream stream, Random random) {
    int partition = random.nextInt(topic.size());
    switch (random.nextInt(10)) {
      case 0, 1 -> stream.handOn(partition);
      case 2 -> stream.commit(Tables.Ledgered.BRONZE);
      case 3 -> stream.commit(Tables.Ledgered.SILVER);
      case 4 -> stream.commit(Tables.Ledgered.QUARANTINE);
      case 5, 6 -> stream.commitWindows();
      default -> stream.read(partition, 1 + random.nextInt(6));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
