package io.retaillake.transforms.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.event.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBlocksTest {

  private final Map<Integer, List<byte[]>> blocks = new HashMap<>();

  @Test
  void whatWasPackedComesBackByGroupInOrder() {
    EventBlocks packer = new EventBlocks();
    for (int i = 0; i < 10_000; i++) {
      packer.add(i % 3, "user-" + i % 7, event(i), this::take);
    }
    packer.drainTo(this::take);

    assertThat(blocks.keySet()).containsExactlyInAnyOrder(0, 1, 2);
    for (int group = 0; group < 3; group++) {
      List<String> expected = new ArrayList<>();
      for (int i = group; i < 10_000; i += 3) {
        expected.add("user-" + i % 7 + " " + event(i));
      }
      List<String> unpacked = new ArrayList<>();
      blocks
          .get(group)
          .forEach(
              block ->
                  EventBlocks.unpack(block, (user, event) -> unpacked.add(user + " " + event)));
      assertThat(unpacked).isEqualTo(expected);
      assertThat(blocks.get(group)).hasSizeGreaterThan(1).allMatch(block -> block.length < 33_000);
    }
  }

  @Test
  void nothingIsHandedOnTwice() {
    EventBlocks packer = new EventBlocks();
    packer.add(1, "ada", event(1), this::take);
    packer.drainTo(this::take);
    packer.drainTo(this::take);

    assertThat(blocks.get(1)).hasSize(1);
  }

  @Test
  void manyGroupsDoNotFillTheMemory() {
    EventBlocks packer = new EventBlocks();
    long[] handedOn = {0};
    for (int i = 0; i < 1_100_000; i++) {
      packer.add(i, "somebody", event(i), (group, block) -> handedOn[0] += block.length);
    }

    assertThat(handedOn[0]).isGreaterThan(32 * 1024 * 1024 - 100);
  }

  private void take(int group, byte[] block) {
    blocks.computeIfAbsent(group, g -> new ArrayList<>()).add(block);
  }

  private static CustomerEvent event(int i) {
    return CustomerEvent.of(EventType.PURCHASE, i, 1_000L + i, "session-" + i, "toys", "DE");
  }
}
