package io.retaillake.transforms.admission;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.OffsetRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Judged frames of one partition, in order, that together cover a range of its offsets: what one
 * data file of a table is made from. The range begins where the partition's last one ended.
 */
@AutoValue
public abstract class AdmittedRange {

  public abstract OffsetRange range();

  public abstract List<AdmittedFrame> frames();

  static AdmittedRange of(OffsetRange range, List<AdmittedFrame> frames) {
    return new AutoValue_AdmittedRange(range, List.copyOf(frames));
  }

  /** A judged range on the wire. */
  static final class AdmittedRangeCoder extends AtomicCoder<AdmittedRange> {

    private static final AdmittedRangeCoder INSTANCE = new AdmittedRangeCoder();
    private static final ListCoder<AdmittedFrame> FRAMES =
        ListCoder.of(AdmittedFrame.AdmittedFrameCoder.of());

    static AdmittedRangeCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(AdmittedRange admitted, OutputStream out) throws IOException {
      OffsetRange range = admitted.range();
      StringUtf8Coder.of().encode(range.ledgerId(), out);
      VarLongCoder.of().encode(range.fromExclusive(), out);
      VarLongCoder.of().encode(range.toInclusive(), out);
      BooleanCoder.of().encode(range.startsChain(), out);
      FRAMES.encode(admitted.frames(), out);
    }

    @Override
    public AdmittedRange decode(InputStream in) throws IOException {
      String ledgerId = StringUtf8Coder.of().decode(in);
      long fromExclusive = VarLongCoder.of().decode(in);
      long toInclusive = VarLongCoder.of().decode(in);
      OffsetRange range =
          BooleanCoder.of().decode(in)
              ? OffsetRange.startingChain(ledgerId, fromExclusive, toInclusive)
              : OffsetRange.of(ledgerId, fromExclusive, toInclusive);
      return AdmittedRange.of(range, FRAMES.decode(in));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
