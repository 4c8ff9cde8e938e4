package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.OffsetRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** A range of offsets on the wire and in state. */
public final class OffsetRangeCoder extends AtomicCoder<OffsetRange> {
  private static final long serialVersionUID = 1L;

  private static final OffsetRangeCoder INSTANCE = new OffsetRangeCoder();

  private OffsetRangeCoder() {}

  public static OffsetRangeCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(OffsetRange range, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(range.ledgerId(), out);
    VarLongCoder.of().encode(range.fromExclusive(), out);
    VarLongCoder.of().encode(range.toInclusive(), out);
    BooleanCoder.of().encode(range.startsChain(), out);
  }

  @Override
  public OffsetRange decode(InputStream in) throws IOException {
    String ledgerId = StringUtf8Coder.of().decode(in);
    long fromExclusive = VarLongCoder.of().decode(in);
    long toInclusive = VarLongCoder.of().decode(in);
    return BooleanCoder.of().decode(in)
        ? OffsetRange.startingChain(ledgerId, fromExclusive, toInclusive)
        : OffsetRange.of(ledgerId, fromExclusive, toInclusive);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  private Object readResolve() {
    return INSTANCE;
  }
}
