package io.retaillake.dashboard.chart;

import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.dashboard.render.ChartRenderer;
import io.retaillake.dashboard.render.Mosaic;
import io.retaillake.dashboard.render.RenderException;
import io.retaillake.dashboard.render.RenderRequest;
import io.retaillake.dashboard.render.RenderedChart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Writes charts to a folder: {@code <id>.png}, {@code <id>.svg} and {@code <id>.csv} each, and
 * {@code dashboard.png} and {@code .svg} with all of them. The next chart is asked for while others
 * are drawn. Each file is written whole or not at all.
 */
public final class ChartExport {

  private final ChartReader reader;
  private final ChartRenderer renderer;
  private final String theme;

  public ChartExport(ChartReader reader, ChartRenderer renderer, String theme) {
    this.reader = reader;
    this.renderer = renderer;
    this.theme = theme;
  }

  /**
   * Writes them.
   *
   * @param done told of each chart when its files are there
   * @throws IOException if a file can't be written
   * @throws RenderException if one can't be drawn; those before it are written
   */
  public List<RenderedChart> write(
      List<ChartDefinition> charts, Path folder, Consumer<RenderedChart> done) throws IOException {
    Files.createDirectories(folder);
    List<Future<RenderedChart>> pictures = new ArrayList<>();
    for (ChartDefinition chart : charts) {
      ChartData data = reader.read(chart);
      writeFile(folder.resolve(chart.id() + ".csv"), data.csv().getBytes(StandardCharsets.UTF_8));
      pictures.add(renderer.render(request(chart, data)));
    }
    List<RenderedChart> drawn = new ArrayList<>();
    for (Future<RenderedChart> picture : pictures) {
      RenderedChart chart = get(picture);
      writeFile(folder.resolve(chart.id() + ".svg"), chart.svg().getBytes(StandardCharsets.UTF_8));
      writeFile(folder.resolve(chart.id() + ".png"), chart.png());
      drawn.add(chart);
      done.accept(chart);
    }
    if (charts.size() > 1) {
      Mosaic mosaic = Mosaic.of(drawn, theme);
      writeFile(folder.resolve("dashboard.svg"), mosaic.svg().getBytes(StandardCharsets.UTF_8));
      writeFile(folder.resolve("dashboard.png"), mosaic.png());
    }
    return drawn;
  }

  private RenderRequest request(ChartDefinition chart, ChartData data) {
    return new RenderRequest(
        chart.id(),
        chart.specification(),
        chart.titleScript(),
        data.json(),
        data.notice(),
        data.footer(),
        RenderRequest.FULL_WIDTH,
        RenderRequest.FULL_HEIGHT,
        theme,
        true,
        true);
  }

  private static RenderedChart get(Future<RenderedChart> picture) {
    try {
      return Uninterruptibles.getUninterruptibly(picture);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RenderException failure
          ? failure
          : new RenderException("a chart can't be drawn: " + e.getCause(), e.getCause());
    }
  }

  private static void writeFile(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
    Files.write(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
