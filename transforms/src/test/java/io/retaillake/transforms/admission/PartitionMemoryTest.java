package io.retaillake.transforms.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a memory lies in state. The horizon is seven days. */
class PartitionMemoryTest {

  private static final AdmissionRules RULES = Records.RULES;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final BagInMemory blocks = new BagInMemory();
  private final PartitionMemory memory = PartitionMemory.startingAfter(41);

  @Test
  void whatWasSavedInSeveralBlocksIsRemembered() {
    accept("a", Records.NOON);
    memory.judgedTo(42);
    memory.saveTo(blocks);
    accept("b", Records.NOON + 1);
    accept("a", Records.NOON + 2);
    memory.judgedTo(44);
    memory.saveTo(blocks);
    PartitionMemory restored = restored();

    assertThat(blocks.read()).hasSize(2);
    assertThat(restored.lastOffset()).isEqualTo(44);
    assertThat(restored.maxEventMillis()).isEqualTo(Records.NOON + 2);
    assertThat(restored.remember("a", Records.NOON)).isFalse();
    assertThat(restored.remember("b", Records.NOON)).isFalse();
    assertThat(restored.remember("c", Records.NOON)).isTrue();
  }

  @Test
  void aFrameWithoutNewIdsAddsNoBlock() {
    accept("a", Records.NOON);
    memory.saveTo(blocks);
    accept("a", Records.NOON);
    memory.saveTo(blocks);

    assertThat(blocks.read()).hasSize(1);
  }

  @Test
  void whatWasForgottenBeforeItWasRestoredStaysForgotten() {
    accept("old", Records.NOON);
    memory.saveTo(blocks);
    accept("new", Records.NOON + 9 * DAY);
    memory.saveTo(blocks);
    assertThat(blocks.read()).hasSize(2);
    PartitionMemory restored = restored();

    assertThat(restored.remember("new", Records.NOON + 9 * DAY)).isFalse();
    assertThat(restored.remember("old", Records.NOON + 9 * DAY)).isTrue();
  }

  @Test
  void manySmallBlocksBecomeOne() {
    for (int i = 0; i < 1_020; i++) {
      accept("event-" + i, Records.NOON);
      memory.saveTo(blocks);
    }
    // With the 1,012th id there are more than 1,000 and one for each hundred ids.
    assertThat(blocks.read()).hasSize(1 + 1_020 - 1_012);
    PartitionMemory restored = restored();

    for (int i = 0; i < 1_020; i++) {
      assertThat(restored.remember("event-" + i, Records.NOON)).isFalse();
    }
  }

  @Test
  void blocksThatAreMostlyForgottenAreWrittenAnew() {
    for (int i = 0; i < 10_000; i++) {
      accept("event-" + i, Records.NOON);
    }
    memory.saveTo(blocks);
    assertThat(blocks.read()).hasSize(1);
    accept("new", Records.NOON + 9 * DAY);
    memory.saveTo(blocks);

    assertThat(blocks.read()).hasSize(1);
    // The number of days, the day, the number of its ids, the id.
    assertThat(blocks.read().get(0)).hasSize(4 + 8 + 4 + 16);
  }

  private void accept(String eventId, long eventMillis) {
    memory.remember(eventId, eventMillis);
    memory.sawEventAt(eventMillis);
    memory.forgetBefore(RULES.horizonMillis(memory.maxEventMillis()));
  }

  private PartitionMemory restored() {
    return PartitionMemory.restore(
        RULES, memory.lastOffset(), memory.maxEventMillis(), blocks.copy().read());
  }
}
