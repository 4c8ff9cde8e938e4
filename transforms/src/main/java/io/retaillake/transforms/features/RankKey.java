package io.retaillake.transforms.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** A customer's place by one measure: by its value, and among equals by {@code user_id}. */
record RankKey(long value, String userId) implements Comparable<RankKey>, Serializable {

  @Override
  public int compareTo(RankKey other) {
    int byValue = Long.compare(value, other.value);
    return byValue != 0 ? byValue : Utf8Order.compare(userId, other.userId);
  }

  static Coder<RankKey> coder() {
    return RankKeyCoder.INSTANCE;
  }

  private static final class RankKeyCoder extends AtomicCoder<RankKey> {
    private static final long serialVersionUID = 1L;
    private static final RankKeyCoder INSTANCE = new RankKeyCoder();

    @Override
    public void encode(RankKey value, OutputStream out) throws IOException {
      BigEndianLongCoder.of().encode(value.value(), out);
      StringUtf8Coder.of().encode(value.userId(), out);
    }

    @Override
    public RankKey decode(InputStream in) throws IOException {
      return new RankKey(BigEndianLongCoder.of().decode(in), StringUtf8Coder.of().decode(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
