package io.retaillake.dashboard.gallery;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.bigquery.LakehouseTables;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.dashboard.chart.ChartData;
import io.retaillake.dashboard.chart.ChartDefinition;
import io.retaillake.dashboard.chart.ChartLibrary;
import io.retaillake.dashboard.chart.ChartReader;
import io.retaillake.dashboard.render.ChartRenderer;
import io.retaillake.dashboard.render.RenderException;
import io.retaillake.dashboard.render.RenderRequest;
import io.retaillake.dashboard.render.RenderedChart;
import io.retaillake.lakehouse.LakehouseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the charts in the background and keeps them. Whoever asks gets the picture of an older
 * state of the lakehouse rather than wait, and nothing if there is none yet. Safe for use by
 * several threads.
 */
public final class Gallery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

  /**
   * While the stream runs, pictures follow it this slowly: drawing all takes a core for a while.
   */
  private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String lakehouse;
  private final Warehouse warehouse;
  private final LongSupplier generation;
  private final Duration timeout;
  private final List<ChartDefinition> charts = ChartLibrary.load().all();
  private final Map<Key, ChartPicture> pictures = new ConcurrentHashMap<>();
  private final Set<Key> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService painter =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "gallery");
            thread.setDaemon(true);
            return thread;
          });
  private ChartRenderer renderer;
  private long published = -1;
  private long publishedAt;
  private ChartReader reader;

  private record Key(String id, String theme, boolean standsAlone) {}

  /**
   * A gallery of the lakehouse's charts.
   *
   * @param warehouse the embedded warehouse; what changed is published to it
   * @param generation grows whenever a table changes
   * @param timeout how long a chart's statement may take
   */
  public Gallery(String lakehouse, Warehouse warehouse, LongSupplier generation, Duration timeout) {
    this.lakehouse = lakehouse;
    this.warehouse = warehouse;
    this.generation = generation;
    this.timeout = timeout;
  }

  /** The charts' ids, in their order. */
  public List<String> ids() {
    return charts.stream().map(ChartDefinition::id).toList();
  }

  /** Draws the cards in this theme before they are asked for. */
  public void prepare(String theme) {
    ids().forEach(id -> card(id, theme));
  }

  /** A chart at the size of a card; empty while it is drawn for the first time. */
  public Optional<ChartPicture> card(String id, String theme) {
    return picture(new Key(id, theme, false));
  }

  /** A chart that stands alone, with its PNG; empty while it is drawn for the first time. */
  public Optional<ChartPicture> download(String id, String theme) {
    return picture(new Key(id, theme, true));
  }

  private Optional<ChartPicture> picture(Key key) {
    ChartPicture picture = pictures.get(key);
    boolean old =
        picture == null
            || (picture.generation() != generation.getAsLong()
                && System.nanoTime() - picture.drawnNanos() > PAUSE_NANOS);
    if (old && waiting.add(key)) {
      painter.execute(() -> draw(key));
    }
    return Optional.ofNullable(picture);
  }

  private void draw(Key key) {
    long now = generation.getAsLong();
    try {
      pictures.put(key, drawn(key, now));
    } catch (WarehouseException
        | LakehouseException
        | RenderException
        | RejectedExecutionException e) {
      if (painter.isShutdown()) {
        return;
      }
      LOG.warn("chart {} can't be drawn: {}", key.id(), e.getMessage());
      String sentence =
          e instanceof WarehouseException failure
              ? failure.what() + " " + failure.whatToDo()
              : "This chart can't be drawn now; it is tried again.";
      pictures.put(key, ChartPicture.failed(key.id(), sentence, -1, System.nanoTime()));
    } finally {
      waiting.remove(key);
    }
  }

  private ChartPicture drawn(Key key, long now) {
    publish(now);
    ChartDefinition chart =
        charts.stream().filter(it -> it.id().equals(key.id())).findFirst().orElseThrow();
    ChartData data = reader.read(chart);
    boolean alone = key.standsAlone();
    RenderRequest request =
        new RenderRequest(
            chart.id(),
            chart.specification(),
            chart.titleScript(),
            data.json(),
            data.notice(),
            data.footer(),
            alone ? RenderRequest.FULL_WIDTH : RenderRequest.CARD_WIDTH,
            alone ? RenderRequest.FULL_HEIGHT : RenderRequest.CARD_HEIGHT,
            key.theme(),
            alone,
            alone);
    return ChartPicture.of(render(request), data, now, System.nanoTime());
  }

  private void publish(long now) {
    if (reader == null || (now != published && System.nanoTime() - publishedAt > PAUSE_NANOS)) {
      warehouse.publish(LakehouseTables.in(lakehouse));
      reader = new ChartReader(warehouse, timeout);
      published = now;
      publishedAt = System.nanoTime();
    }
  }

  private RenderedChart render(RenderRequest request) {
    if (renderer == null) {
      renderer = ChartRenderer.start(1);
    }
    try {
      return Uninterruptibles.getUninterruptibly(renderer.render(request));
    } catch (ExecutionException e) {
      throw new RenderException("it can't be drawn: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Lets the chart that is being drawn be finished, and its tables be published. */
  @Override
  public void close() {
    painter.shutdownNow();
    MoreExecutors.shutdownAndAwaitTermination(painter, PATIENCE);
    if (renderer != null) {
      renderer.close();
    }
  }
}
