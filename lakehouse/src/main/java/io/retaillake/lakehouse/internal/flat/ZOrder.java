package io.retaillake.lakehouse.internal.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The place of a row on a Z-order curve over some of its columns: each column's value becomes the
 * number of the bucket that it falls in, of buckets that hold about as many rows each, and the bits
 * of these numbers are interleaved (G. M. Morton, 1966). Rows that are near each other on the curve
 * are near each other in every column, so that the files cut from it have narrow ranges in all.
 */
public final class ZOrder {
  private static final int SAMPLE = 16_384;
  private static final int MOST_BITS = 12;
  private static final long SEED = 42;

  private final List<Buckets> columns;
  private final int bits;

  private ZOrder(List<Buckets> columns, int bits) {
    this.columns = columns;
    this.bits = bits;
  }

  /** The row's place on the curve, of at most {@link SortedRows#KEY_BITS} bits. */
  public long key(FlatRow row) {
    long key = 0;
    int count = columns.size();
    for (int i = 0; i < count; i++) {
      int bucket = columns.get(i).bucket(row);
      for (int bit = 0; bit < bits; bit++) {
        key |= (long) (bucket >>> bit & 1) << (bit * count + (count - 1 - i));
      }
    }
    return key;
  }

  /** Learns from a sample of all rows where the buckets lie. */
  public static final class Sampler {
    private final FlatSchema schema;
    private final int[] columns;
    private final int bits;
    private final List<Comparable<?>>[] samples;
    private final Random random = new Random(SEED);
    private long rows;

    /**
     * A sampler for the curve over these columns of the schema.
     *
     * @param columns positions of one to nine columns
     */
    @SuppressWarnings("unchecked")
    public Sampler(FlatSchema schema, int... columns) {
      this.schema = schema;
      this.columns = columns.clone();
      this.bits = Math.min(MOST_BITS, SortedRows.KEY_BITS / columns.length);
      this.samples = new List[columns.length];
      Arrays.setAll(samples, i -> new ArrayList<>());
    }

    /** Shows the sampler a row, all of which it should see once. */
    public void add(FlatRow row) {
      rows++;
      long place = rows <= SAMPLE ? rows - 1 : (long) (random.nextDouble() * rows);
      if (place >= SAMPLE) {
        return;
      }
      for (int i = 0; i < columns.length; i++) {
        Comparable<?> value = row.isNull(columns[i]) ? null : value(schema, row, columns[i]);
        if (place == samples[i].size()) {
          samples[i].add(value);
        } else {
          samples[i].set((int) place, value);
        }
      }
    }

    /** How many rows were shown. */
    public long rows() {
      return rows;
    }

    /** The curve, for rows of a schema that has the columns at these positions. */
    public ZOrder over(FlatSchema rowSchema, int... positions) {
      List<Buckets> buckets = new ArrayList<>();
      for (int i = 0; i < positions.length; i++) {
        buckets.add(Buckets.of(rowSchema, positions[i], samples[i], (1 << bits) - 1));
      }
      return new ZOrder(buckets, bits);
    }
  }

  /** A value in the order that readers' statistics have it. */
  private static Comparable<?> value(FlatSchema schema, FlatRow row, int column) {
    PrimitiveTypeName type = schema.type(column);
    return switch (type) {
      case INT64, INT32, BOOLEAN -> row.number(column);
      case DOUBLE -> Double.longBitsToDouble(row.number(column));
      case FIXED_LEN_BYTE_ARRAY -> row.bytes(column).toByteBuffer().getLong();
      case BINARY -> new Text(row.bytes(column).getBytes());
      default -> throw new IllegalStateException("No column type of ours: " + type);
    };
  }

  private record Text(byte[] utf8) implements Comparable<Text> {
    @Override
    public int compareTo(Text other) {
      return Arrays.compareUnsigned(utf8, other.utf8);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(utf8);
    }
  }

  /**
   * The buckets of one column: the first is for nulls, the others share the rows by their rank,
   * over the whole range of numbers, so that no column's bits weigh less for having fewer values.
   */
  private static final class Buckets {
    private final FlatSchema schema;
    private final int column;
    private final Comparable<?>[] cuts;
    private final int[] bucketOfCut;
    private Binary lastBytes;
    private int lastBucket;

    private Buckets(
        FlatSchema schema, int column, List<Comparable<?>> cuts, List<Integer> buckets) {
      this.schema = schema;
      this.column = column;
      this.cuts = cuts.toArray(new Comparable<?>[0]);
      this.bucketOfCut = buckets.stream().mapToInt(Integer::intValue).toArray();
    }

    @SuppressWarnings("unchecked")
    static Buckets of(FlatSchema schema, int column, List<Comparable<?>> sample, int last) {
      List<Comparable<?>> sorted = new ArrayList<>();
      for (Comparable<?> value : sample) {
        if (value != null) {
          sorted.add(value);
        }
      }
      sorted.sort((Comparator<? super Comparable<?>>) (Comparator<?>) Comparator.naturalOrder());
      List<Comparable<?>> cuts = new ArrayList<>();
      List<Integer> buckets = new ArrayList<>();
      for (int rank = 0; rank < sorted.size(); rank++) {
        int bucket = 1 + (int) ((long) rank * last / sorted.size());
        boolean isCut =
            cuts.isEmpty()
                || (bucket > buckets.get(buckets.size() - 1)
                    && !sorted.get(rank).equals(cuts.get(cuts.size() - 1)));
        if (isCut) {
          cuts.add(sorted.get(rank));
          buckets.add(bucket);
        }
      }
      return new Buckets(schema, column, cuts, buckets);
    }

    int bucket(FlatRow row) {
      if (row.isNull(column)) {
        return 0;
      }
      Binary bytes = row.bytes(column);
      // Files hold many rows of one value, and a dictionary gives the same object for each.
      if (schema.isBytes(column) && bytes == lastBytes) {
        return lastBucket;
      }
      int found = Arrays.binarySearch(cuts, value(schema, row, column));
      int cut = found >= 0 ? found : -found - 2;
      int bucket = cut < 0 ? 1 : bucketOfCut[cut];
      lastBytes = bytes;
      lastBucket = bucket;
      return bucket;
    }
  }
}
