package io.retaillake.dashboard.render;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Draws charts in processes of their own, as many at once as there are processes. A process that
 * dies or takes too long is replaced; its picture fails. Safe for use by several threads.
 *
 * <pre>{@code
 * try (ChartRenderer renderer = ChartRenderer.start(2)) {
 *   Future<RenderedChart> picture = renderer.render(request);
 * }
 * }</pre>
 */
public final class ChartRenderer implements AutoCloseable {

  private static final long TIMEOUT_SECONDS = 60;

  private final BlockingQueue<RenderProcess> idle;
  private final ExecutorService threads;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemon());

  private ChartRenderer(int processes) {
    idle = new ArrayBlockingQueue<>(processes);
    threads = Executors.newFixedThreadPool(processes, daemon());
    for (int i = 0; i < processes; i++) {
      idle.add(RenderProcess.start());
    }
  }

  /** Starts this many processes; they get ready while the caller goes on. */
  public static ChartRenderer start(int processes) {
    return new ChartRenderer(processes);
  }

  /** The picture, some time; its failure is a {@link RenderException}. */
  public Future<RenderedChart> render(RenderRequest request) {
    Callable<RenderedChart> task = () -> renderNow(request);
    return threads.submit(task);
  }

  private RenderedChart renderNow(RenderRequest request) throws InterruptedException {
    RenderProcess process = idle.take();
    ScheduledFuture<?> alarm = clock.schedule(process::kill, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    try {
      return process.render(request);
    } finally {
      alarm.cancel(false);
      if (process.isAlive()) {
        idle.add(process);
      } else {
        process.close();
        idle.add(RenderProcess.start());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clock.shutdownNow();
    try {
      threads.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    idle.forEach(RenderProcess::close);
  }

  private static java.util.concurrent.ThreadFactory daemon() {
    return task -> {
      Thread thread = new Thread(task, "chart-renderer");
      thread.setDaemon(true);
      return thread;
    };
  }
}
