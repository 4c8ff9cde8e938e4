package io.retaillake.transforms.delta;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Replaces all rows of a Delta table by those of a bounded collection, in one commit: a reader sees
 * the rows of before or those of after. Without elements the table is empty afterwards.
 *
 * <p>Elements are shared among a number of files by a key, so that all rows of a key lie in one
 * file. What comes out is the version made, one element. A try that is repeated replaces the rows
 * by the same.
 */
@AutoValue
public abstract class ReplaceTable<T> extends PTransform<PCollection<T>, PCollection<Long>> {

  abstract TableDefinition table();

  abstract SerializableFunction<T, String> key();

  abstract RowMapper<T> rows();

  abstract String lakehouse();

  abstract int files();

  abstract ImmutableMap<String, Long> sources();

  static <T> ReplaceTable<T> of(
      TableDefinition table, SerializableFunction<T, String> key, RowMapper<T> rows) {
    return new AutoValue_ReplaceTable<>(table, key, rows, "", 1, ImmutableMap.of());
  }

  /** The lakehouse whose table it is. */
  public ReplaceTable<T> to(String lakehouse) {
    return new AutoValue_ReplaceTable<>(table(), key(), rows(), lakehouse, files(), sources());
  }

  /** Among how many files the rows of a partition are shared (1): as many workers write at once. */
  public ReplaceTable<T> withFiles(int files) {
    checkArgument(files > 0, "files must be positive");
    return new AutoValue_ReplaceTable<>(table(), key(), rows(), lakehouse(), files, sources());
  }

  /** Notes with the commit which version of which other table the rows were made from (none). */
  public ReplaceTable<T> withSources(Map<String, Long> sources) {
    return new AutoValue_ReplaceTable<>(
        table(), key(), rows(), lakehouse(), files(), ImmutableMap.copyOf(sources));
  }

  @Override
  public PCollection<Long> expand(PCollection<T> input) {
    checkArgument(!lakehouse().isEmpty(), "say which lakehouse to write to: .to(path)");
    SerializableFunction<T, String> keyOf = key();
    int fileCount = files();
    PCollectionView<Iterable<DataFile>> written =
        input
            .apply(
                "ToFiles",
                WithKeys.of((T element) -> fileOf(keyOf.apply(element), fileCount))
                    .withKeyType(TypeDescriptors.integers()))
            .apply("ByFile", GroupByKey.create())
            .apply("WriteFiles", ParDo.of(new WriteFilesFn<>(table(), lakehouse(), rows())))
            .setCoder(DataFileCoder.of())
            .apply("Written", View.asIterable());
    return input
        .getPipeline()
        .apply(getName() + "Once", Impulse.create())
        .apply(
            "Commit",
            ParDo.of(new CommitReplacementFn(table(), lakehouse(), sources(), written))
                .withSideInputs(written))
        .setCoder(VarLongCoder.of());
  }

  private static int fileOf(String key, int files) {
    return Hashing.consistentHash(
        Hashing.murmur3_128().hashString(key, StandardCharsets.UTF_8), files);
  }
}
