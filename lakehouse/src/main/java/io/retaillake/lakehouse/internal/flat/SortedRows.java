package io.retaillake.lakehouse.internal.flat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Rows in the order of a key, however many there are: what does not fit into the memory given is
 * sorted by parts, which wait in a file for being merged. The file has no name from the moment it
 * is open, so nothing of it is left whatever happens to the process. Rows of one key keep their
 * order.
 */
public final class SortedRows implements AutoCloseable {
  /** Keys must be less than two to this power, so that a key and a row's number fit into a long. */
  static final int KEY_BITS = 36;

  private static final int ROW_BITS = Long.SIZE - 1 - KEY_BITS;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int BYTES_OF_A_PLACE = 2 * Long.BYTES;
  private static final int WRITE_BYTES = 1 << 20;

  private final RowBytes rowBytes;
  private final FlatRow row;
  private final long memoryBytes;
  private final Path folder;
  private final List<ByteBuffer> chunks = new ArrayList<>();
  private final List<SortedRun> runs = new ArrayList<>();
  private long[] order = new long[1024];
  private long[] places = new long[1024];
  private int rows;
  private long bytes;
  private FileChannel spilled;

  /**
   * An empty collection.
   *
   * @param memoryBytes most bytes of rows to hold in memory
   * @param folder where the rest waits
   */
  public SortedRows(FlatSchema schema, long memoryBytes, Path folder) {
    this.rowBytes = new RowBytes(schema);
    this.row = new FlatRow(schema);
    this.memoryBytes = memoryBytes;
    this.folder = folder;
  }

  /** Adds a row under a key of at most {@link #KEY_BITS} bits. */
  public void add(long key, FlatRow added) throws IOException {
    int size = rowBytes.size(added);
    if (rows > 0
        && (bytes + size + BYTES_OF_A_PLACE > memoryBytes || rows == (1 << ROW_BITS) - 1)) {
      spill();
    }
    if (rows == order.length) {
      order = Arrays.copyOf(order, 2 * rows);
      places = Arrays.copyOf(places, 2 * rows);
    }
    ByteBuffer chunk = chunkFor(Integer.BYTES + size);
    places[rows] = ((long) (chunks.size() - 1) << Integer.SIZE) | chunk.position();
    order[rows] = key << ROW_BITS | rows;
    chunk.putInt(size);
    rowBytes.write(added, chunk);
    rows++;
    bytes += size + BYTES_OF_A_PLACE;
  }

  private ByteBuffer chunkFor(int size) {
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).remaining() < size) {
      chunks.add(ByteBuffer.allocate(Math.max(size, CHUNK_BYTES)));
    }
    return chunks.get(chunks.size() - 1);
  }

  /** Visits all rows in the order of their keys. Once: it gives up the memory as it goes. */
  public void forEach(RowConsumer consumer) throws IOException {
    if (runs.isEmpty()) {
      Arrays.sort(order, 0, rows);
      for (int i = 0; i < rows; i++) {
        long place = places[rowOf(order[i])];
        byte[] chunk = chunks.get((int) (place >>> Integer.SIZE)).array();
        rowBytes.read(chunk, (int) place + Integer.BYTES, row);
        consumer.accept(row);
      }
      return;
    }
    spill();
    merge(consumer);
  }

  /** True if not all rows fit into the memory. */
  boolean hasSpilled() {
    return !runs.isEmpty();
  }

  private void spill() throws IOException {
    if (spilled == null) {
      spilled =
          FileChannel.open(
              folder.resolve(".sort-" + UUID.randomUUID() + ".tmp"),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    Arrays.sort(order, 0, rows);
    long start = spilled.position();
    ByteBuffer out = ByteBuffer.allocate(WRITE_BYTES);
    for (int i = 0; i < rows; i++) {
      long place = places[rowOf(order[i])];
      ByteBuffer chunk = chunks.get((int) (place >>> Integer.SIZE));
      int size = chunk.getInt((int) place);
      out = writable(out, SortedRun.HEAD_BYTES + size);
      out.putLong(order[i] >>> ROW_BITS).putInt(size);
      out.put(chunk.array(), (int) place + Integer.BYTES, size);
    }
    flush(out);
    runs.add(new SortedRun(spilled, start, spilled.position(), runs.size()));
    rows = 0;
    bytes = 0;
    chunks.clear();
  }

  private ByteBuffer writable(ByteBuffer out, int size) throws IOException {
    if (out.remaining() >= size) {
      return out;
    }
    flush(out);
    return size <= out.capacity() ? out : ByteBuffer.allocate(size);
  }

  private void flush(ByteBuffer out) throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      spilled.write(out);
    }
    out.clear();
  }

  private void merge(RowConsumer consumer) throws IOException {
    PriorityQueue<SortedRun> next = new PriorityQueue<>();
    for (SortedRun run : runs) {
      if (run.begin(memoryBytes / runs.size())) {
        next.add(run);
      }
    }
    while (!next.isEmpty()) {
      SortedRun run = next.poll();
      rowBytes.read(run.rowArray(), run.rowStart(), row);
      consumer.accept(row);
      if (run.advance()) {
        next.add(run);
      }
    }
  }

  private static int rowOf(long ordered) {
    return (int) (ordered & ((1L << ROW_BITS) - 1));
  }

  @Override
  public void close() throws IOException {
    chunks.clear();
    if (spilled != null) {
      spilled.close();
    }
  }
}
