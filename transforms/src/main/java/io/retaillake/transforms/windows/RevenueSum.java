package io.retaillake.transforms.windows;

import com.google.auto.value.AutoValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Money moved by some purchases and returns, and how many of them there were: immutable, exact, and
 * the same whatever the order and the grouping in which its parts were added.
 *
 * <p>Revenue is net, in cents of a US dollar: returns lower it, so it may be negative. {@code
 * events} counts purchases and returns, {@code purchases} only the former.
 *
 * <p>Every operation throws {@link ArithmeticException} rather than overflow.
 */
@AutoValue
@DefaultCoder(RevenueSum.RevenueSumCoder.class)
public abstract class RevenueSum implements Serializable {

  /** The sum of nothing. */
  public static final RevenueSum ZERO = of(0, 0, 0);

  /** Net revenue in US cents. */
  public abstract long revenueCents();

  /** How many purchases. */
  public abstract long purchases();

  /** How many purchases and returns. */
  public abstract long events();

  /**
   * A sum with these parts.
   *
   * @throws IllegalArgumentException unless {@code 0 <= purchases <= events}
   */
  public static RevenueSum of(long revenueCents, long purchases, long events) {
    if (purchases < 0 || purchases > events) {
      throw new IllegalArgumentException(
          "A revenue sum has "
              + purchases
              + " purchases among "
              + events
              + " events. Events count purchases and returns, so purchases lie between 0 and"
              + " events. Check how the parts were counted.");
    }
    return new AutoValue_RevenueSum(revenueCents, purchases, events);
  }

  /** One purchase of {@code revenueCents}. */
  public static RevenueSum ofPurchase(long revenueCents) {
    return of(revenueCents, 1, 1);
  }

  /** One return, whose {@code revenueCents} is negative. */
  public static RevenueSum ofReturn(long revenueCents) {
    return of(revenueCents, 0, 1);
  }

  /** This and {@code other} together. */
  public RevenueSum plus(RevenueSum other) {
    return of(
        Math.addExact(revenueCents(), other.revenueCents()),
        Math.addExact(purchases(), other.purchases()),
        Math.addExact(events(), other.events()));
  }

  /** Net revenue in US dollars, with two decimals. */
  public BigDecimal revenueUsd() {
    return BigDecimal.valueOf(revenueCents(), 2);
  }

  /** The coder of this type: three variable-length integers, equal bytes for equal sums. */
  public static RevenueSumCoder coder() {
    return RevenueSumCoder.INSTANCE;
  }

  /**
   * Writes a sum as three variable-length integers: revenue (zig-zag, as returns make it negative),
   * purchases, events. Deterministic and consistent with equals.
   */
  public static final class RevenueSumCoder extends AtomicCoder<RevenueSum> {
    private static final long serialVersionUID = 1L;
    private static final RevenueSumCoder INSTANCE = new RevenueSumCoder();

    private RevenueSumCoder() {}

    /** Tells Beam's coder registry, which looks for this method by name, to use this coder. */
    public static CoderProvider getCoderProvider() {
      return CoderProviders.forCoder(TypeDescriptor.of(RevenueSum.class), INSTANCE);
    }

    @Override
    public void encode(RevenueSum value, OutputStream out) throws IOException {
      if (value == null) {
        throw new CoderException("A null RevenueSum cannot be encoded. Use RevenueSum.ZERO.");
      }
      long cents = value.revenueCents();
      VarInt.encode((cents << 1) ^ (cents >> 63), out);
      VarInt.encode(value.purchases(), out);
      VarInt.encode(value.events(), out);
    }

    @Override
    public RevenueSum decode(InputStream in) throws IOException {
      long zigZag = VarInt.decodeLong(in);
      long purchases = VarInt.decodeLong(in);
      long events = VarInt.decodeLong(in);
      return RevenueSum.of((zigZag >>> 1) ^ -(zigZag & 1), purchases, events);
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
