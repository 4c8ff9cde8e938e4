package io.retaillake.transforms.admission;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.transforms.delta.OffsetRangeCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ListCoder;

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
    private static final long serialVersionUID = 1L;

    private static final AdmittedRangeCoder INSTANCE = new AdmittedRangeCoder();
    private static final ListCoder<AdmittedFrame> FRAMES =
        ListCoder.of(AdmittedFrame.AdmittedFrameCoder.of());

    static AdmittedRangeCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(AdmittedRange admitted, OutputStream out) throws IOException {
      OffsetRangeCoder.of().encode(admitted.range(), out);
      FRAMES.encode(admitted.frames(), out);
    }

    @Override
    public AdmittedRange decode(InputStream in) throws IOException {
      return AdmittedRange.of(OffsetRangeCoder.of().decode(in), FRAMES.decode(in));
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
