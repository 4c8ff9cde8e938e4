package io.retaillake.benchmarks.parts;

import io.retaillake.lakehouse.AppendResult;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A commit of a small file with its ledger, without the writing of the file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 200)
@Measurement(iterations = 200)
public class CommitBenchmark {

  private static final TableDefinition EVENTS =
      TableDefinition.builder("events")
          .comment("Events of a benchmark")
          .columns(Column.required("kafka_offset", ColumnType.LONG, "Offset"))
          .offsetColumn("kafka_offset")
          .build();

  private Path lakehouse;
  private DeltaTable table;
  private LedgeredAppender appender;
  private long offset = -1;
  private RangeAppend next;

  @Setup(Level.Trial)
  public void createTable() throws IOException {
    lakehouse = Files.createTempDirectory("commit-benchmark");
    table = DeltaTable.openOrCreate(lakehouse.toString(), EVENTS);
    appender = new LedgeredAppender(table);
  }

  @Setup(Level.Invocation)
  public void writeFile() {
    OffsetRange range =
        offset < 0
            ? OffsetRange.startingChain("retail-events/0", offset, offset + 1)
            : OffsetRange.of("retail-events/0", offset, offset + 1);
    offset++;
    try (DataFileSink sink = new DataFileSink(table, "rows")) {
      GenericRecord row = new GenericData.Record(EVENTS.fileSchema());
      row.put("kafka_offset", offset);
      sink.write(row, List.of());
      next = RangeAppend.of(range, sink.finish());
    }
  }

  @Benchmark
  public AppendResult commit() {
    return appender.append(List.of(next));
  }

  @TearDown(Level.Trial)
  public void removeTable() throws IOException {
    try (Stream<Path> all = Files.walk(lakehouse)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
