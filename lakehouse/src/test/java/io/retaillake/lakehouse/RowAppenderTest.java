package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowAppenderTest {
  @TempDir Path lakehouse;
  private DeltaTable table;

  @BeforeEach
  void createTable() {
    table =
        DeltaTable.openOrCreate(
            lakehouse.toString(),
            TableDefinition.builder("numbers")
                .column(Column.required("n", ColumnType.LONG, "A number"))
                .build());
  }

  @Test
  void filesOfACallAreOneCommit() throws Exception {
    RowAppender appender = new RowAppender(table);

    assertThat(appender.append(List.of(file(1), file(2)))).hasValue(1);
    assertThat(appender.append(List.of(file(3)))).hasValue(2);
    assertThat(appender.append(List.of())).isEmpty();
    assertThat(numbers()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void appendersOfOneTableLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        long first = writer * 20L;
        writers.add(
            () -> {
              RowAppender appender = new RowAppender(table);
              for (long n = first; n < first + 20; n++) {
                appender.append(List.of(file(n)));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(writers)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(numbers()).isEqualTo(LongStream.range(0, 80).boxed().toList());
    assertThat(table.snapshot().version()).isEqualTo(80);
  }

  private DataFile file(long number) throws Exception {
    return Rows.file(table, Map.of(), "n", number);
  }

  private List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    table.snapshot().scan(List.of("n"), row -> numbers.add(row.getLong(0)));
    Collections.sort(numbers);
    return numbers;
  }
}
