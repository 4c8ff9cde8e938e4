package io.retaillake.pipelines.dashboard;

import com.google.common.io.Closer;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.dashboard.api.Api;
import io.retaillake.dashboard.gallery.Gallery;
import io.retaillake.dashboard.lake.Lake;
import io.retaillake.dashboard.server.DashboardServer;
import io.retaillake.dashboard.server.ServerSettings;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The page of a lakehouse, served until it is closed. */
public final class ServedDashboard implements AutoCloseable {

  /** How long a question may take, unless said otherwise. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration CHART_TIMEOUT = Duration.ofSeconds(60);

  private final Closer parts;
  private final DashboardServer server;

  private ServedDashboard(Closer parts, DashboardServer server) {
    this.parts = parts;
    this.server = server;
  }

  /**
   * Reads the lakehouse and serves it.
   *
   * @param warehouse the DuckDB file that the charts are asked of; what changed is published to it
   * @param timeout how long a question may take
   * @param lag how many records wait in Kafka; empty if no broker is known
   * @throws UserError if it can't listen there
   */
  public static ServedDashboard start(
      Path lakehouse,
      Path warehouse,
      ServerSettings settings,
      Duration timeout,
      Supplier<OptionalLong> lag) {
    Closer parts = Closer.create();
    boolean started = false;
    try {
      Lake lake = Lake.open(lakehouse, timeout);
      parts.register(lake::close);
      LongSupplier generation = () -> lake.state().generation();
      DuckDbWarehouse charts = DuckDbWarehouse.at(warehouse);
      Gallery gallery = new Gallery(lakehouse.toString(), charts, generation, CHART_TIMEOUT);
      parts.register(gallery::close);
      Api api = new Api(lake, lag);
      // The first page is not to wait for what is made once.
      api.overview(Map.of());
      DashboardServer server = DashboardServer.start(settings, lake, api, gallery);
      parts.register(server::close);
      lake.follow(LOOK);
      gallery.prepare("dark");
      started = true;
      return new ServedDashboard(parts, server);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.IO,
          "the dashboard can't listen at " + settings.host() + ":" + settings.port(),
          String.valueOf(e.getMessage()),
          "End what uses the port, or give another: --port=...; 0 takes a free one",
          e);
    } finally {
      if (!started) {
        closeQuietly(parts);
      }
    }
  }

  private static void closeQuietly(Closer parts) {
    try {
      parts.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the page is. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
