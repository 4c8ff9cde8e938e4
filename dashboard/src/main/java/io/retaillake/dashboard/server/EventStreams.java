package io.retaillake.dashboard.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.retaillake.dashboard.api.Json;
import io.retaillake.dashboard.lake.LakeState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells open pages of each change, by server-sent events. Each page has a thread that waits for the
 * latest state, so a slow one misses states in between and keeps nobody else waiting.
 */
final class EventStreams implements AutoCloseable {

  private static final int MOST = 64;
  private static final long HEARTBEAT_SECONDS = 15;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "page-events");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore free = new Semaphore(MOST);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private LakeState latest;
  private boolean closed;

  EventStreams(LakeState state) {
    this.latest = state;
  }

  /** Tells all pages. */
  void tell(LakeState state) {
    lock.lock();
    try {
      latest = state;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Answers with a stream that ends when the page goes.
   *
   * @return false if there are too many already; nothing was answered then
   */
  boolean open(HttpExchange exchange) throws IOException {
    if (!free.tryAcquire()) {
      return false;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    threads.execute(() -> stream(exchange));
    return true;
  }

  private void stream(HttpExchange exchange) {
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      long told = -1;
      while (true) {
        LakeState state = await(told);
        if (state == null) {
          return;
        }
        String message = state.generation() == told ? ": still here\n\n" : message(state);
        told = state.generation();
        out.write(message.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // The page was closed: that is how a stream ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  /** The latest state once it is another, or after a while; null at the end. */
  private LakeState await(long told) throws InterruptedException {
    lock.lock();
    try {
      long nanos = TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS);
      while (!closed && latest.generation() == told && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return closed ? null : latest;
    } finally {
      lock.unlock();
    }
  }

  private static String message(LakeState state) {
    ObjectNode tables = Json.object();
    state.tables().values().forEach(table -> tables.put(table.name(), table.version()));
    ObjectNode data = Json.object().put("generation", state.generation());
    data.set("tables", tables);
    return "event: commit\nid: " + state.generation() + "\ndata: " + data + "\n\n";
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    threads.shutdown();
  }
}
