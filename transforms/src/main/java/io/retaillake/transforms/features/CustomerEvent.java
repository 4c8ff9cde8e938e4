package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import io.retaillake.transforms.admission.SilverRefinement;
import io.retaillake.transforms.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/** What of a silver event matters for its customer's features. Which customer it is, is its key. */
@AutoValue
public abstract class CustomerEvent {

  public abstract EventType type();

  /** When it happened, microseconds since 1970-01-01T00:00:00Z. */
  public abstract long tsMicros();

  /** US cents; negative for a return, 0 where no money moved. */
  public abstract long revenueCents();

  /** The session's id, or {@link SilverRefinement#UNKNOWN}. */
  public abstract String sessionId();

  /** The article's category, or {@link SilverRefinement#UNKNOWN}. */
  public abstract String category();

  /** ISO 3166 alpha-2, or {@link SilverRefinement#UNKNOWN}. */
  public abstract String country();

  public static CustomerEvent of(
      EventType type,
      long tsMicros,
      long revenueCents,
      String sessionId,
      String category,
      String country) {
    return new AutoValue_CustomerEvent(type, tsMicros, revenueCents, sessionId, category, country);
  }

  /** The coder of this type. */
  public static Coder<CustomerEvent> coder() {
    return CustomerEventCoder.INSTANCE;
  }

  /** Small and quick: every event of silver goes through it once. */
  private static final class CustomerEventCoder extends AtomicCoder<CustomerEvent> {
    private static final long serialVersionUID = 1L;
    private static final CustomerEventCoder INSTANCE = new CustomerEventCoder();
    private static final EventType[] TYPES = EventType.values();

    @Override
    public void encode(CustomerEvent value, OutputStream out) throws IOException {
      out.write(value.type().ordinal());
      VarInt.encode(value.tsMicros(), out);
      VarInt.encode(value.revenueCents(), out);
      StringUtf8Coder.of().encode(value.sessionId(), out);
      StringUtf8Coder.of().encode(value.category(), out);
      StringUtf8Coder.of().encode(value.country(), out);
    }

    @Override
    public CustomerEvent decode(InputStream in) throws IOException {
      return of(
          TYPES[in.read()],
          VarInt.decodeLong(in),
          VarInt.decodeLong(in),
          StringUtf8Coder.of().decode(in),
          StringUtf8Coder.of().decode(in),
          StringUtf8Coder.of().decode(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
