package io.retaillake.transforms.admission;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.ReadableState;

/** A bag of blocks without a runner. */
final class BagInMemory implements BagState<byte[]> {

  private final List<byte[]> blocks = new ArrayList<>();

  /** A copy as a checkpoint keeps it. */
  BagInMemory copy() {
    BagInMemory copy = new BagInMemory();
    blocks.forEach(block -> copy.add(block.clone()));
    return copy;
  }

  @Override
  public List<byte[]> read() {
    return blocks;
  }

  @Override
  public void add(byte[] block) {
    blocks.add(block);
  }

  @Override
  public void clear() {
    blocks.clear();
  }

  @Override
  public ReadableState<Boolean> isEmpty() {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public BagState<byte[]> readLater() {
    return this;
  }
}
