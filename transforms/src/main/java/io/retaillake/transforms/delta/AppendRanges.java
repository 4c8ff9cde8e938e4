package io.retaillake.transforms.delta;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.TableDefinition;
import java.time.Duration;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Appends ranges of a log to a Delta table, exactly once.
 *
 * <p>Each element is written to files of its own where it is; their descriptions meet at one
 * committer a table, which commits what has come at every interval, with the ledger of all its
 * partitions in the same commit. A range that comes ahead of its predecessor waits for it. Before a
 * commit the table is asked what it holds: what it has is skipped, what it has in part is cut. That
 * holds against any other writer of the table too, a forgotten job among them. <b>A drain</b>
 * commits all that is there, and fails if a predecessor is still missing then.
 */
@AutoValue
public abstract class AppendRanges<T> extends PTransform<PCollection<T>, PDone> {

  private static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofSeconds(1);

  abstract TableDefinition table();

  abstract SerializableFunction<T, OffsetRange> range();

  abstract RowMapper<T> rows();

  abstract String lakehouse();

  abstract Duration commitInterval();

  static <T> AppendRanges<T> of(
      TableDefinition table, SerializableFunction<T, OffsetRange> range, RowMapper<T> rows) {
    checkArgument(
        table.offsetColumn().isPresent(),
        "%s names no offset column, so a range can't be cut; use appendRows",
        table.name());
    return new AutoValue_AppendRanges<>(table, range, rows, "", DEFAULT_COMMIT_INTERVAL);
  }

  /** The lakehouse whose table it is. */
  public AppendRanges<T> to(String lakehouse) {
    return new AutoValue_AppendRanges<>(table(), range(), rows(), lakehouse, commitInterval());
  }

  /** How long descriptions gather before they are committed (1 s). */
  public AppendRanges<T> withCommitInterval(Duration interval) {
    checkArgument(!interval.isNegative() && !interval.isZero(), "commitInterval must be positive");
    return new AutoValue_AppendRanges<>(table(), range(), rows(), lakehouse(), interval);
  }

  @Override
  public PDone expand(PCollection<T> input) {
    checkArgument(!lakehouse().isEmpty(), "say which lakehouse to append to: .to(path)");
    input
        .apply("WriteFiles", ParDo.of(new WriteRangeFn<>(table(), lakehouse(), range(), rows())))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), RangeAppendCoder.of()))
        .apply("Commit", ParDo.of(new CommitRangesFn(table(), lakehouse(), commitInterval())));
    return PDone.in(input.getPipeline());
  }
}
