package io.retaillake.transforms.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** A frame on the wire and in state: its place, then its block of records as it is. */
public final class FrameCoder extends AtomicCoder<Frame> {
  private static final long serialVersionUID = 1L;

  private static final FrameCoder INSTANCE = new FrameCoder();
  private static final StringUtf8Coder STRING = StringUtf8Coder.of();
  private static final VarIntCoder INT = VarIntCoder.of();
  private static final VarLongCoder LONG = VarLongCoder.of();
  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private FrameCoder() {}

  public static FrameCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Frame frame, OutputStream out) throws IOException {
    STRING.encode(frame.topic(), out);
    INT.encode(frame.partition(), out);
    INT.encode(frame.count(), out);
    LONG.encode(frame.firstOffset(), out);
    LONG.encode(frame.lastOffset(), out);
    BYTES.encode(frame.block(), out);
  }

  @Override
  public Frame decode(InputStream in) throws IOException {
    return new Frame(
        STRING.decode(in),
        INT.decode(in),
        INT.decode(in),
        LONG.decode(in),
        LONG.decode(in),
        BYTES.decode(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  private Object readResolve() {
    return INSTANCE;
  }
}
