package io.retaillake.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Property(tries = 200)
  void recordsComeBackFromAFrameThatTravelled(@ForAll("records") List<Kept> records)
      throws CoderException {
    Frame frame = frame(records);
    Frame copy = CoderUtils.clone(FrameCoder.of(), frame);

    assertThat(copy).isEqualTo(frame).hasSameHashCodeAs(frame);
    assertThat(copy.count()).isEqualTo(records.size());
    assertThat(copy.firstOffset()).isEqualTo(records.get(0).offset);
    assertThat(copy.lastOffset()).isEqualTo(records.get(records.size() - 1).offset);
    assertThat(records(copy)).usingRecursiveComparison().isEqualTo(records);
  }

  @Provide
  Arbitrary<List<Kept>> records() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<Long> gaps = Arbitraries.longs().between(1, Long.MAX_VALUE / 64);
    return Combinators.combine(
            gaps, Arbitraries.longs(), bytes.injectNull(0.3), bytes.injectNull(0.3))
        .as(Kept::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(FrameTest::inOrder);
  }

  /** Takes offsets as steps from one record to the next. */
  private static List<Kept> inOrder(List<Kept> steps) {
    List<Kept> records = new ArrayList<>();
    long offset = -1;
    for (Kept step : steps) {
      offset += step.offset;
      records.add(new Kept(offset, step.timestampMillis, step.key, step.value));
    }
    return records;
  }

  @Test
  void extremeNumbersAndSizesAreKept() throws CoderException {
    List<Kept> records =
        List.of(
            new Kept(0, Long.MIN_VALUE, null, null),
            new Kept(Long.MAX_VALUE - 1, Long.MAX_VALUE, new byte[0], new byte[0]),
            new Kept(Long.MAX_VALUE, -1, new byte[] {0}, new byte[70_000]));

    assertThat(records(CoderUtils.clone(FrameCoder.of(), frame(records))))
        .usingRecursiveComparison()
        .isEqualTo(records);
  }

  @Test
  void noKeyAndNoValueAreNotTheSameAsEmptyOnes() {
    Frame.Cursor record =
        frame(List.of(new Kept(0, 0, null, null), new Kept(1, 0, new byte[0], new byte[0])))
            .cursor();

    assertThat(record.advance()).isTrue();
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(record.isTombstone()).isTrue();
    assertThat(record.valueLength()).isEqualTo(-1);
    assertThat(record.advance()).isTrue();
    assertThat(record.key()).isEmpty();
    assertThat(record.value()).isEmpty();
    assertThat(record.isTombstone()).isFalse();
    assertThat(record.valueLength()).isZero();
    assertThat(record.advance()).isFalse();
    assertThat(record.index()).isEqualTo(1);
  }

  @Test
  void recordBehindTheOneBeforeIsRefused() {
    Frame.Builder frame = Frame.builder("shop", 3);
    frame.add(7, 0, null, null);

    assertThatThrownBy(() -> frame.add(7, 0, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shop/3: offset 7 came after 7; a partition is read in order");
    assertThatThrownBy(() -> Frame.builder("shop", 3).build())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesOfAFrameStayWhatTheyAre() throws CoderException {
    Frame frame =
        frame(
            List.of(
                new Kept(7, 1_000, new byte[] {1}, new byte[] {2, 3}),
                new Kept(9, -1, null, null)));

    assertThat(HexFormat.of().formatHex(CoderUtils.encodeToByteArray(FrameCoder.of(), frame)))
        .isEqualTo("0473686f70030207090c00d00f040106020304010000");
  }

  @Test
  void coderTravels() {
    assertThat(SerializableUtils.clone(FrameCoder.of())).isSameAs(FrameCoder.of());
  }

  private static Frame frame(List<Kept> records) {
    Frame.Builder frame = Frame.builder("shop", 3);
    records.forEach(r -> frame.add(r.offset, r.timestampMillis, r.key, r.value));
    return frame.build();
  }

  private static List<Kept> records(Frame frame) {
    List<Kept> records = new ArrayList<>();
    Frame.Cursor record = frame.cursor();
    while (record.advance()) {
      records.add(
          new Kept(record.offset(), record.timestampMillis(), record.key(), record.value()));
    }
    return records;
  }

  private record Kept(
      long offset, long timestampMillis, byte @Nullable [] key, byte @Nullable [] value) {}
}
