package io.retaillake.dashboard.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.retaillake.dashboard.api.Api;
import io.retaillake.dashboard.api.BadRequestException;
import io.retaillake.dashboard.api.Json;
import io.retaillake.dashboard.gallery.ChartPicture;
import io.retaillake.dashboard.gallery.Gallery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a request to its answer. */
final class Routes {

  private static final Set<String> THEMES = Set.of("dark", "light");
  private static final Answer DRAWING =
      new Answer(
          202,
          Answer.JSON,
          "{\"drawing\":true}".getBytes(StandardCharsets.UTF_8),
          Map.of("Cache-Control", "no-store", "Retry-After", "1"));

  private final Api api;
  private final Gallery gallery;
  private final PageFiles files = new PageFiles();

  Routes(Api api, Gallery gallery) {
    this.api = api;
    this.gallery = gallery;
  }

  /**
   * The answer, which may be that there is nothing.
   *
   * @throws BadRequestException if a parameter is wrong
   */
  Answer answer(Request request) {
    List<String> path = request.path();
    Optional<Answer> file =
        path.stream().noneMatch(part -> part.contains("/"))
            ? files.find(String.join("/", path))
            : Optional.empty();
    if (file.isPresent()) {
      return file.get().unlessKnown(request.etag());
    }
    if (path.size() < 2 || !path.get(0).equals("api")) {
      return nothing();
    }
    String name = path.get(1);
    if (path.size() == 2) {
      return figure(name, request);
    }
    if (path.size() == 3 && name.equals("customers")) {
      return api.customer(path.get(2))
          .map(Answer::json)
          .orElseGet(() -> Answer.error(404, "No table knows such a customer."));
    }
    return path.size() == 3 && name.equals("charts") ? chart(path.get(2), request) : nothing();
  }

  private Answer figure(String name, Request request) {
    return switch (name) {
      case "overview" -> Answer.json(api.overview(request.parameters()));
      case "choices" -> Answer.json(api.choices());
      case "health" -> Answer.json(api.health());
      case "charts" -> Answer.json(charts());
      default ->
          api.figures().contains(name)
              ? Answer.json(api.figure(name, request.parameters()))
              : nothing();
    };
  }

  private ArrayNode charts() {
    ArrayNode charts = Json.array();
    for (String id : gallery.ids()) {
      charts.addObject().put("id", id).put("card", "/api/charts/" + id);
    }
    return charts;
  }

  /** A card as JSON, or a file to download: {@code <id>.png}, {@code .svg} or {@code .csv}. */
  private Answer chart(String file, Request request) {
    int dot = file.lastIndexOf('.');
    String id = dot < 0 ? file : file.substring(0, dot);
    String kind = dot < 0 ? "" : file.substring(dot + 1);
    if (!gallery.ids().contains(id)) {
      return nothing();
    }
    String theme = theme(request);
    if (kind.isEmpty()) {
      return gallery.card(id, theme).map(Routes::card).orElse(DRAWING);
    }
    if (!Set.of("png", "svg", "csv").contains(kind)) {
      return nothing();
    }
    return gallery
        .download(id, theme)
        .map(
            picture ->
                switch (kind) {
                  case "png" -> Answer.file("image/png", picture.png(), file);
                  case "svg" ->
                      Answer.file(
                          "image/svg+xml", picture.svg().getBytes(StandardCharsets.UTF_8), file);
                  default ->
                      Answer.file(
                          "text/csv; charset=utf-8",
                          picture.csv().getBytes(StandardCharsets.UTF_8),
                          file);
                })
        .orElse(DRAWING);
  }

  private static Answer card(ChartPicture picture) {
    return Answer.json(
        Json.object()
            .put("id", picture.id())
            .put("title", picture.title())
            .put("subtitle", picture.subtitle())
            .put("footer", picture.footer())
            .put("svg", picture.svg()));
  }

  private static String theme(Request request) {
    List<String> given = request.parameters().getOrDefault("theme", List.of("dark"));
    if (given.size() > 1 || !THEMES.contains(given.get(0))) {
      throw new BadRequestException("theme", "'theme' is dark or light.");
    }
    return given.get(0);
  }

  private static Answer nothing() {
    return Answer.error(404, "There is nothing here. /api/openapi.json lists what there is.");
  }
}
