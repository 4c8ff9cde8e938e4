package io.retaillake.transforms.admission;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ledger of ids, with eight days of 25,000 each in it. It stands in the ledger's own package,
 * which nothing else sees.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecentIdsBenchmark {

  private static final long DAY_MILLIS = 86_400_000L;
  private static final int DAYS = 8;
  private static final int A_DAY = 25_000;

  private final String[] known = new String[DAYS * A_DAY];
  private RecentIds ids;
  private int next;

  @Setup(Level.Iteration)
  public void fill() {
    ids = new RecentIds();
    for (int i = 0; i < known.length; i++) {
      known[i] = "0198f1d0-7b1c-7d2e-9c35-" + String.format("%012d", i);
      ids.add(known[i], i / A_DAY * DAY_MILLIS);
    }
  }

  @Benchmark
  public boolean knownId() {
    next = (next + 7_919) % known.length;
    return ids.add(known[next], next / A_DAY * DAY_MILLIS);
  }
}
