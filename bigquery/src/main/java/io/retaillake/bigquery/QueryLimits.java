package io.retaillake.bigquery;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a statement may cost. */
@AutoValue
public abstract class QueryLimits {

  /** How long it may take; empty for as long as it takes. */
  public abstract Optional<Duration> timeout();

  /** How many bytes may be billed for it; only BigQuery bills. */
  public OptionalLong maxBytesBilled() {
    Long bytes = nullableMaxBytesBilled();
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  abstract @Nullable Long nullableMaxBytesBilled();

  public static QueryLimits none() {
    return new AutoValue_QueryLimits(Optional.empty(), null);
  }

  public QueryLimits withTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("A timeout is longer than nothing.");
    }
    return new AutoValue_QueryLimits(Optional.of(timeout), nullableMaxBytesBilled());
  }

  public QueryLimits withMaxBytesBilled(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("The most bytes billed must be positive.");
    }
    return new AutoValue_QueryLimits(timeout(), bytes);
  }
}
