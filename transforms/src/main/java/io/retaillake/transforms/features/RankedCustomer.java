package io.retaillake.transforms.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** A customer with the value of each {@link Measure}. */
record RankedCustomer(String userId, long recency, long frequency, long monetary)
    implements Serializable {

  private static final long NEVER = Long.MIN_VALUE;

  static RankedCustomer of(CustomerSummary summary) {
    Long lastPurchase = summary.getLastPurchaseMicros();
    return new RankedCustomer(
        summary.getUserId(),
        lastPurchase == null ? NEVER : lastPurchase,
        summary.getPurchases(),
        summary.getMonetaryCents());
  }

  RankKey key(Measure measure) {
    return switch (measure) {
      case RECENCY -> new RankKey(recency, userId);
      case FREQUENCY -> new RankKey(frequency, userId);
      case MONETARY -> new RankKey(monetary, userId);
    };
  }

  static Coder<RankedCustomer> coder() {
    return RankedCustomerCoder.INSTANCE;
  }

  private static final class RankedCustomerCoder extends AtomicCoder<RankedCustomer> {
    private static final long serialVersionUID = 1L;
    private static final RankedCustomerCoder INSTANCE = new RankedCustomerCoder();

    @Override
    public void encode(RankedCustomer value, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(value.userId(), out);
      BigEndianLongCoder.of().encode(value.recency(), out);
      BigEndianLongCoder.of().encode(value.frequency(), out);
      BigEndianLongCoder.of().encode(value.monetary(), out);
    }

    @Override
    public RankedCustomer decode(InputStream in) throws IOException {
      return new RankedCustomer(
          StringUtf8Coder.of().decode(in),
          BigEndianLongCoder.of().decode(in),
          BigEndianLongCoder.of().decode(in),
          BigEndianLongCoder.of().decode(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
