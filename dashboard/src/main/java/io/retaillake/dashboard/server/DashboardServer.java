package io.retaillake.dashboard.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.dashboard.api.Api;
import io.retaillake.dashboard.api.BadRequestException;
import io.retaillake.dashboard.gallery.Gallery;
import io.retaillake.dashboard.lake.Lake;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page and its API. Nothing can be changed through it, and no path, parameter or address
 * of a request is logged.
 */
public final class DashboardServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
  private static final int THREADS = 16;
  private static final int BACKLOG = 256;
  private static final int EMPTY = -1;

  static {
    // Else an answer in two packets waits for the reader's acknowledgement of the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Whoever sends a request more slowly than this is cut off.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.idleInterval", "60");
  }

  private final HttpServer server;
  private final ServerSettings settings;
  private final Guard guard;
  private final Routes routes;
  private final EventStreams events;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "dashboard");
            thread.setDaemon(true);
            return thread;
          });

  private DashboardServer(
      HttpServer server, ServerSettings settings, Lake lake, Api api, Gallery gallery) {
    this.server = server;
    this.settings = settings;
    this.guard = new Guard(settings, new RateLimit(settings.requestsPerSecond(), System::nanoTime));
    this.routes = new Routes(api, gallery);
    this.events = new EventStreams(lake.state());
    lake.onChange(events::tell);
  }

  /**
   * Starts to serve.
   *
   * @throws java.net.BindException if the port is taken
   * @throws IOException if it can't listen there
   */
  public static DashboardServer start(ServerSettings settings, Lake lake, Api api, Gallery gallery)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
    DashboardServer dashboard = new DashboardServer(http, settings, lake, api, gallery);
    http.createContext("/", dashboard::handle);
    http.setExecutor(dashboard.threads);
    http.start();
    return dashboard;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where the page is. */
  public String url() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + port() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      SecurityHeaders.add(exchange.getResponseHeaders());
      Answer answer = answer(exchange);
      if (answer != null) {
        send(exchange, answer);
      }
    } catch (IOException e) {
      // The asker went away.
      exchange.close();
    }
  }

  /** Null if the exchange goes on as a stream of events. */
  private Answer answer(HttpExchange exchange) throws IOException {
    Optional<Answer> refusal = guard.refusal(exchange);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    try {
      Request request = Request.of(exchange);
      Optional<Answer> intruder = guard.intruder(exchange, request);
      if (intruder.isPresent()) {
        return intruder.get();
      }
      if (request.path().equals(List.of("api", "events"))) {
        return stream(exchange);
      }
      return routes.answer(request);
    } catch (BadRequestException e) {
      return Answer.error(400, e.getMessage());
    } catch (WarehouseException e) {
      LOG.warn("a question failed: {}", e.what());
      return Answer.error(503, e.what() + " " + e.whatToDo()).with("Retry-After", "5");
    } catch (RuntimeException e) {
      LOG.error("an answer failed", e);
      return Answer.error(500, "This is a fault of the dashboard; its log says more.");
    }
  }

  private Answer stream(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      return new Answer(200, "text/event-stream; charset=utf-8", new byte[0], java.util.Map.of());
    }
    return events.open(exchange)
        ? null
        : Answer.error(503, "Too many pages are open. Close some.").with("Retry-After", "30");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    boolean noBody = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
    if (exchange.getRequestMethod().equals("HEAD") && answer.body().length > 0) {
      exchange.getResponseHeaders().set("Content-Length", "" + answer.body().length);
    }
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), noBody ? EMPTY : answer.body().length);
      if (!noBody) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(answer.body());
        }
      }
    }
  }

  @Override
  public void close() {
    events.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
