package io.retaillake.transforms.admission;

import static io.retaillake.transforms.admission.Records.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.transforms.kafka.Frame;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

/** What lies in checkpoints comes back, and its bytes are the same from release to release. */
class AdmissionCodersTest {

  private static final Frame FRAME = Records.frameOfValues(0, 7, new byte[] {1, 2}, null);
  private static final AdmittedFrame ADMITTED =
      new AdmittedFrame(
          FRAME,
          new byte[] {Verdict.LATE.code(), Verdict.QUARANTINED.code()},
          new TreeMap<>(Map.of(1, Rejection.of("decode", "the record has no value"))),
          Records.NOON);

  /** A state of 0.1.0 with one id in it. */
  private static final String WITH_ID_A =
      "0000000000000029800000000000000000000001000000000000502e0000000185555565f6597889"
          + "e6b53a48510e895a0000000000000029010000000000000000000000000000000000000000000000"
          + "00000000010000000000000032000000000000003b";

  @Test
  void judgedFrameComesBack() throws CoderException {
    AdmittedFrame copy = CoderUtils.clone(AdmittedFrame.AdmittedFrameCoder.of(), ADMITTED);

    assertThat(copy).isEqualTo(ADMITTED).hasSameHashCodeAs(ADMITTED);
    assertThat(copy.verdict(0)).isEqualTo(Verdict.LATE);
    assertThat(copy.rejection(1)).isEqualTo(Rejection.of("decode", "the record has no value"));
  }

  @Test
  void judgedRangeComesBack() throws CoderException {
    for (OffsetRange range :
        List.of(
            OffsetRange.of(TOPIC + "/0", 6, 8), OffsetRange.startingChain(TOPIC + "/0", -1, 8))) {
      AdmittedRange admitted = AdmittedRange.of(range, List.of(ADMITTED, ADMITTED));
      assertThat(CoderUtils.clone(AdmittedRange.AdmittedRangeCoder.of(), admitted))
          .isEqualTo(admitted);
    }
  }

  @Test
  void stateComesBack() throws CoderException {
    AdmissionState state = AdmissionState.startingWith(PartitionMemory.startingAfter(41));
    state.pendingRecords = 3;
    state.pendingBytes = 1L << 33;
    state.earlyFrames = 2;
    state.earlyHoldMillis = -5;
    state.gaps.add(new long[] {50, 59});
    AdmissionState copy = CoderUtils.clone(AdmissionState.StateCoder.of(), state);

    assertThat(copy.judgedTo).isEqualTo(41);
    assertThat(copy.maxEventMillis).isEqualTo(ArrivalRule.NO_EVENT_YET);
    assertThat(copy.formerIds).isNull();
    assertThat(copy.handedOnTo).isEqualTo(41);
    assertThat(copy.startsChain).isTrue();
    assertThat(copy.pendingRecords).isEqualTo(3);
    assertThat(copy.pendingBytes).isEqualTo(1L << 33);
    assertThat(copy.earlyFrames).isEqualTo(2);
    assertThat(copy.earlyHoldMillis).isEqualTo(-5);
    assertThat(copy.gaps).containsExactly(new long[] {50, 59});
  }

  @Test
  void bytesOfAJudgedRangeStayWhatTheyAre() throws CoderException {
    AdmittedRange range =
        AdmittedRange.of(OffsetRange.startingChain("t/0", 6, 8), List.of(ADMITTED));

    assertThat(hex(range))
        .isEqualTo(
            "03742f30060801000000010d72657461696c2d6576656e747300020708140080b8a0bbd767000601"
                + "020280b8a0bbd76700000201060101066465636f646517746865207265636f726420686173206e6f"
                + "2076616c756580ecdee1ce33");
  }

  @Test
  void bytesOfTheStateStayWhatTheyAre() throws CoderException {
    AdmissionState state = AdmissionState.startingWith(PartitionMemory.startingAfter(41));
    state.gaps.add(new long[] {50, 59});

    assertThat(hex(state))
        .isEqualTo(
            "00000000000000298000000000000000000000000000000000000029010000000000000000000000"
                + "00000000000000000000000000000000010000000000000032000000000000003b");
  }

  @Test
  void stateThatHeldItsIdsItselfComesBackWithThem() throws CoderException {
    AdmissionState state =
        CoderUtils.decodeFromByteArray(
            AdmissionState.StateCoder.of(), HexFormat.of().parseHex(WITH_ID_A));
    PartitionMemory memory =
        PartitionMemory.restore(
            Records.RULES, state.judgedTo, state.maxEventMillis, List.of(state.formerIds));

    assertThat(state.judgedTo).isEqualTo(41);
    assertThat(state.gaps).containsExactly(new long[] {50, 59});
    assertThat(memory.remember("a", Records.NOON)).isFalse();
    assertThat(memory.remember("b", Records.NOON)).isTrue();
    assertThat(hex(state)).isEqualTo(WITH_ID_A);
  }

  @Test
  void codersTravel() {
    assertThat(SerializableUtils.clone(AdmittedFrame.AdmittedFrameCoder.of()))
        .isSameAs(AdmittedFrame.AdmittedFrameCoder.of());
    assertThat(SerializableUtils.clone(AdmittedRange.AdmittedRangeCoder.of()))
        .isSameAs(AdmittedRange.AdmittedRangeCoder.of());
    assertThat(SerializableUtils.clone(AdmissionState.StateCoder.of()))
        .isSameAs(AdmissionState.StateCoder.of());
  }

  private static String hex(AdmissionState state) throws CoderException {
    return HexFormat.of()
        .formatHex(CoderUtils.encodeToByteArray(AdmissionState.StateCoder.of(), state));
  }

  private static String hex(AdmittedRange range) throws CoderException {
    return HexFormat.of()
        .formatHex(CoderUtils.encodeToByteArray(AdmittedRange.AdmittedRangeCoder.of(), range));
  }
}
