package io.retaillake.transforms.admission;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The one state value of a partition: how far it was judged, what waits to be handed to the tables,
 * and what came ahead of its turn. The ids that it remembers lie in a cell of their own.
 */
final class AdmissionState {

  /** The offset judged last. */
  long judgedTo;

  long maxEventMillis;

  /** Ids as a block, where a state was written that held them itself (0.1.0); else null. */
  byte[] formerIds;

  /** The offset up to which everything was handed on. */
  long handedOnTo;

  /** True until the first range of this chain was handed on. */
  boolean startsChain;

  int pendingRecords;
  long pendingBytes;
  int earlyFrames;

  /** The least timestamp of the frames that came early: it holds the watermark. */
  long earlyHoldMillis;

  /** Offsets given up after a wait, as pairs of first and last: nothing may come from there. */
  final List<long[]> gaps;

  private AdmissionState(List<long[]> gaps) {
    this.gaps = gaps;
  }

  /** The state of a partition that is read from here on. */
  static AdmissionState startingWith(PartitionMemory memory) {
    AdmissionState state = new AdmissionState(new ArrayList<>());
    state.judged(memory);
    state.handedOnTo = memory.lastOffset();
    state.startsChain = true;
    return state;
  }

  /** Takes note of how far the memory has come. */
  void judged(PartitionMemory memory) {
    judgedTo = memory.lastOffset();
    maxEventMillis = memory.maxEventMillis();
  }

  /** The state in a snapshot. */
  static final class StateCoder extends AtomicCoder<AdmissionState> {
    private static final long serialVersionUID = 1L;

    private static final StateCoder INSTANCE = new StateCoder();
    private static final byte[] NO_IDS = new RecentIds().takeAll();

    static StateCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(AdmissionState state, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      out.writeLong(state.judgedTo);
      out.writeLong(state.maxEventMillis);
      out.write(state.formerIds == null ? NO_IDS : state.formerIds);
      out.writeLong(state.handedOnTo);
      out.writeBoolean(state.startsChain);
      out.writeInt(state.pendingRecords);
      out.writeLong(state.pendingBytes);
      out.writeInt(state.earlyFrames);
      out.writeLong(state.earlyHoldMillis);
      out.writeInt(state.gaps.size());
      for (long[] gap : state.gaps) {
        out.writeLong(gap[0]);
        out.writeLong(gap[1]);
      }
      out.flush();
    }

    @Override
    public AdmissionState decode(InputStream stream) throws IOException {
      DataInputStream in = new DataInputStream(stream);
      AdmissionState state = new AdmissionState(new ArrayList<>());
      state.judgedTo = in.readLong();
      state.maxEventMillis = in.readLong();
      RecentIds formerIds = new RecentIds();
      formerIds.readFrom(in);
      state.formerIds = formerIds.size() == 0 ? null : formerIds.takeAll();
      state.handedOnTo = in.readLong();
      state.startsChain = in.readBoolean();
      state.pendingRecords = in.readInt();
      state.pendingBytes = in.readLong();
      state.earlyFrames = in.readInt();
      state.earlyHoldMillis = in.readLong();
      int gaps = in.readInt();
      for (int i = 0; i < gaps; i++) {
        state.gaps.add(new long[] {in.readLong(), in.readLong()});
      }
      return state;
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
