package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** A customer's scores, 1 to 5 each; 5 is the most recent, the most frequent, the most money. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class RfmScores {

  public abstract int getRecency();

  public abstract int getFrequency();

  public abstract int getMonetary();

  /** The three in one, such as {@code 543}. */
  public final String text() {
    return "" + getRecency() + getFrequency() + getMonetary();
  }

  static RfmScores of(int recency, int frequency, int monetary) {
    return builder().setRecency(recency).setFrequency(frequency).setMonetary(monetary).build();
  }

  static Builder builder() {
    return new AutoValue_RfmScores.Builder();
  }

  /** Builds scores. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setRecency(int recency);

    abstract Builder setFrequency(int frequency);

    abstract Builder setMonetary(int monetary);

    abstract RfmScores build();
  }

  /** Gives scores once it is known with whom each tile begins. */
  static final class Rule {
    private final Map<Measure, TreeSet<RankKey>> starts = new EnumMap<>(Measure.class);

    Rule(Collection<TileStart> tileStarts) {
      for (Measure measure : Measure.values()) {
        starts.put(measure, new TreeSet<>());
      }
      tileStarts.forEach(start -> starts.get(start.measure()).add(start.key()));
    }

    RfmScores score(RankedCustomer customer) {
      return of(
          tile(Measure.RECENCY, customer),
          tile(Measure.FREQUENCY, customer),
          tile(Measure.MONETARY, customer));
    }

    private int tile(Measure measure, RankedCustomer customer) {
      return 1 + starts.get(measure).headSet(customer.key(measure), true).size();
    }
  }
}
