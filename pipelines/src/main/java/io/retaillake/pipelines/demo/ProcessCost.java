package io.retaillake.pipelines.demo;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * What a stretch of work cost this process.
 *
 * @param seconds how long it took
 * @param cpuSeconds of all threads, the broker's among them where it runs in this process
 * @param peakHeapBytes the sum of the peaks of the heap's parts, which is never less than the true
 *     peak
 */
record ProcessCost(double seconds, double cpuSeconds, long peakHeapBytes) {

  /** Measures from one lap to the next. */
  static final class Meter {
    private long startNanos = System.nanoTime();
    private long startCpuNanos = cpuNanos();

    ProcessCost lap() {
      long nanos = System.nanoTime();
      long cpuNanos = cpuNanos();
      ProcessCost cost =
          new ProcessCost(
              (nanos - startNanos) / 1e9, (cpuNanos - startCpuNanos) / 1e9, peakHeapBytes());
      startNanos = nanos;
      startCpuNanos = cpuNanos;
      return cost;
    }

    private static long cpuNanos() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long peakHeapBytes() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getPeakUsage)
          .mapToLong(usage -> usage.getUsed())
          .sum();
    }
  }
}
