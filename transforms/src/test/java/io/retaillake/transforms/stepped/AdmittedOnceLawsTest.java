package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.admission.TopicRecord;
import io.retaillake.transforms.admission.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever way the records of a topic take to the tables, the tables end up the same. */
class AdmittedOnceLawsTest {

  private static final AdmissionRules RULES =
      Records.RULES.withDeduplicationHorizon(Duration.ofDays(2));

  @Provide
  Arbitrary<List<List<TopicRecord>>> topics() {
    return Topics.any();
  }

  @Property(tries = 400)
  void anyOrderAcrossPartitionsAndAnyGatheringGivesTheSameTables(
      @ForAll("topics") List<List<TopicRecord>> topic, @ForAll Random random) {
    TablesInMemory tables = new TablesInMemory();
    SteppedStream stream = SteppedStream.fromTheBeginning(topic, RULES, tables);
    while (hasMore(topic, stream)) {
      step(topic, stream, random);
    }
    stream.drain();

    assertThat(tables.contents()).isEqualTo(SteppedStream.readAtOnce(topic, RULES));
  }

  @Property(tries = 400)
  void anyReplayFromAnyCheckpointInAnyOtherCutGivesTheSameTables(
      @ForAll("topics") List<List<TopicRecord>> topic, @ForAll Random random) {
    TablesInMemory tables = new TablesInMemory();
    SteppedStream stream = SteppedStream.fromTheBeginning(topic, RULES, tables);
    SteppedStream checkpoint = stream.checkpoint();
    int crashesLeft = 4;
    while (hasMore(topic, stream)) {
      int dice = random.nextInt(20);
      if (dice == 0 && crashesLeft > 0) {
        crashesLeft--;
        stream = checkpoint.checkpoint();
      } else if (dice < 3) {
        checkpoint = stream.checkpoint();
      } else if (dice < 6) {
        int partition = random.nextInt(topic.size());
        stream.reread(
            partition, random.nextInt(stream.position(partition) + 1), 1 + random.nextInt(10));
      } else {
        step(topic, stream, random);
      }
    }
    stream.drain();

    assertThat(tables.contents()).isEqualTo(SteppedStream.readAtOnce(topic, RULES));
  }

  private static void step(List<List<TopicRecord>> topic, SteppedStream stream, Random random) {
    int partition = random.nextInt(topic.size());
    switch (random.nextInt(8)) {
      case 0 -> stream.handOn(partition);
      case 1 -> stream.commit(Tables.Ledgered.values()[random.nextInt(3)]);
      case 2 -> stream.commitWindows();
      default -> stream.read(partition, 1 + random.nextInt(6));
    }
  }

  private static boolean hasMore(List<List<TopicRecord>> topic, SteppedStream stream) {
    for (int partition = 0; partition < topic.size(); partition++) {
      if (stream.position(partition) < topic.get(partition).size()) {
        return true;
      }
    }
    return false;
  }
}
