package io.retaillake.lakehouse;

/**
 * What a run of {@link TableOptimizer} came to.
 *
 * @param partitions partitions rewritten; all other figures are of these
 * @param partitionsLeft partitions left alone, as others had deleted from them meanwhile
 * @param filesBefore files that were rewritten
 * @param rowsBefore their rows, as far as their writers counted them
 * @param bytesBefore their bytes
 * @param filesAfter files that hold the rows now
 * @param rowsAfter their rows
 * @param bytesAfter their bytes
 */
public record Optimized(
    long partitions,
    long partitionsLeft,
    long filesBefore,
    long rowsBefore,
    long bytesBefore,
    long filesAfter,
    long rowsAfter,
    long bytesAfter) {
  static final Optimized NOTHING = new Optimized(0, 0, 0, 0, 0, 0, 0, 0);

  static Optimized before(long files, long rows, long bytes) {
    return new Optimized(1, 0, files, rows, bytes, 0, 0, 0);
  }

  static Optimized leftAlone() {
    return new Optimized(0, 1, 0, 0, 0, 0, 0, 0);
  }

  Optimized into(long files, long rows, long bytes) {
    return new Optimized(
        partitions, partitionsLeft, filesBefore, rowsBefore, bytesBefore, files, rows, bytes);
  }

  Optimized plus(Optimized other) {
    return new Optimized(
        partitions + other.partitions,
        partitionsLeft + other.partitionsLeft,
        filesBefore + other.filesBefore,
        rowsBefore + other.rowsBefore,
        bytesBefore + other.bytesBefore,
        filesAfter + other.filesAfter,
        rowsAfter + other.rowsAfter,
        bytesAfter + other.bytesAfter);
  }
}
