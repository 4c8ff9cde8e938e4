package io.retaillake.transforms.delta;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.TableDefinition;
import java.time.Duration;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Appends rows to a Delta table, at least once: after a crash, rows that were committed since the
 * last checkpoint come again. For tables of which readers take the best row, as that of the
 * windows.
 *
 * <p>What comes within an interval becomes one file a partition, and one commit. <b>A drain</b>
 * commits all that is there.
 */
@AutoValue
public abstract class AppendRows<T> extends PTransform<PCollection<T>, PDone> {

  private static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofSeconds(1);

  abstract TableDefinition table();

  abstract RowMapper<T> rows();

  abstract String lakehouse();

  abstract Duration commitInterval();

  static <T> AppendRows<T> of(TableDefinition table, RowMapper<T> rows) {
    return new AutoValue_AppendRows<>(table, rows, "", DEFAULT_COMMIT_INTERVAL);
  }

  /** The lakehouse whose table it is. */
  public AppendRows<T> to(String lakehouse) {
    return new AutoValue_AppendRows<>(table(), rows(), lakehouse, commitInterval());
  }

  /** How long rows gather before they are committed (1 s). */
  public AppendRows<T> withCommitInterval(Duration interval) {
    checkArgument(!interval.isNegative() && !interval.isZero(), "commitInterval must be positive");
    return new AutoValue_AppendRows<>(table(), rows(), lakehouse(), interval);
  }

  @Override
  public PDone expand(PCollection<T> input) {
    checkArgument(!lakehouse().isEmpty(), "say which lakehouse to append to: .to(path)");
    Coder<T> coder = input.getCoder();
    input
        .apply("IntoGlobalWindow", Window.into(new GlobalWindows()))
        .apply("ToOneWriter", WithKeys.<Void, T>of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), coder))
        .apply(
            "WriteAndCommit",
            ParDo.of(
                new CommitRowsFn<>(
                    table(),
                    lakehouse(),
                    rows(),
                    coder,
                    org.joda.time.Duration.millis(commitInterval().toMillis()))));
    return PDone.in(input.getPipeline());
  }
}
