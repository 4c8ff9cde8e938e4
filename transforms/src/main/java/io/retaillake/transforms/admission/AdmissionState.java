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
 * The one state value of a partition: its memory, what waits to be handed to the tables, and what
 * came ahead of its turn.
 */
final class AdmissionState {

  final PartitionMemory memory;

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

  private AdmissionState(PartitionMemory memory, List<long[]> gaps) {
    this.memory = memory;
    this.gaps = gaps;
  }

  /** The state of a partition that is read from here on. */
  static AdmissionState startingWith(PartitionMemory memory) {
    AdmissionState state = new AdmissionState(memory, new ArrayList<>());
    state.handedOnTo = memory.lastOffset();
    state.startsChain = true;
    return state;
  }

  /** The state in a snapshot. */
  static final class StateCoder extends AtomicCoder<AdmissionState> {
    private static final long serialVersionUID = 1L;

    private static final StateCoder INSTANCE = new StateCoder();

    static StateCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(AdmissionState state, OutputStream stream) throws IOException {
      PartitionMemory.MemoryCoder.of().encode(state.memory, stream);
      DataOutputStream out = new DataOutputStream(stream);
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
      PartitionMemory memory = PartitionMemory.MemoryCoder.of().decode(stream);
      DataInputStream in = new DataInputStream(stream);
      AdmissionState state = new AdmissionState(memory, new ArrayList<>());
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
