package io.retaillake.transforms.admission;

import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.FrameCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * A frame with a verdict on each of its records, the reason for each that is quarantined, and the
 * time at which it was judged. Immutable.
 */
public final class AdmittedFrame {

  private final Frame frame;
  private final byte[] verdicts;
  private final Map<Integer, Rejection> rejections;
  private final long judgedAtMillis;

  AdmittedFrame(
      Frame frame, byte[] verdicts, Map<Integer, Rejection> rejections, long judgedAtMillis) {
    this.frame = frame;
    this.verdicts = verdicts;
    this.rejections = rejections;
    this.judgedAtMillis = judgedAtMillis;
  }

  public Frame frame() {
    return frame;
  }

  /** The verdict on the record at this place of the frame. */
  public Verdict verdict(int index) {
    return Verdict.ofCode(verdicts[index]);
  }

  /** Why the record at this place was quarantined; only where its verdict says so. */
  public Rejection rejection(int index) {
    Rejection rejection = rejections.get(index);
    if (rejection == null) {
      throw new IllegalArgumentException("record " + index + " is not quarantined");
    }
    return rejection;
  }

  /** When the frame was judged, in milliseconds since the epoch. */
  public long judgedAtMillis() {
    return judgedAtMillis;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdmittedFrame that
        && frame.equals(that.frame)
        && Arrays.equals(verdicts, that.verdicts)
        && rejections.equals(that.rejections)
        && judgedAtMillis == that.judgedAtMillis;
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }

  /** A judged frame in state and on the wire. */
  static final class AdmittedFrameCoder extends AtomicCoder<AdmittedFrame> {
    private static final long serialVersionUID = 1L;

    private static final AdmittedFrameCoder INSTANCE = new AdmittedFrameCoder();

    static AdmittedFrameCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(AdmittedFrame admitted, OutputStream out) throws IOException {
      FrameCoder.of().encode(admitted.frame, out);
      ByteArrayCoder.of().encode(admitted.verdicts, out);
      VarIntCoder.of().encode(admitted.rejections.size(), out);
      for (Map.Entry<Integer, Rejection> entry : admitted.rejections.entrySet()) {
        VarIntCoder.of().encode(entry.getKey(), out);
        StringUtf8Coder.of().encode(entry.getValue().step(), out);
        StringUtf8Coder.of().encode(entry.getValue().reason(), out);
      }
      VarLongCoder.of().encode(admitted.judgedAtMillis, out);
    }

    @Override
    public AdmittedFrame decode(InputStream in) throws IOException {
      Frame frame = FrameCoder.of().decode(in);
      byte[] verdicts = ByteArrayCoder.of().decode(in);
      int count = VarIntCoder.of().decode(in);
      Map<Integer, Rejection> rejections = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        rejections.put(
            VarIntCoder.of().decode(in),
            Rejection.of(StringUtf8Coder.of().decode(in), StringUtf8Coder.of().decode(in)));
      }
      return new AdmittedFrame(frame, verdicts, rejections, VarLongCoder.of().decode(in));
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
