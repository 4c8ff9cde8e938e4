package io.retaillake.dashboard.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The renderer's process: a request a line on standard input, an answer a line on standard output,
 * both JSON, until the input ends. One picture at a time; who wants two at once starts two.
 */
final class RenderWorker {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RenderWorker() {}

  /**
   * An answer.
   *
   * @param chart the picture; null if it failed
   * @param error why; null if it did not
   */
  record Answer(RenderedChart chart, String error) {}

  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    // Whatever else prints must not get into the answers.
    System.setOut(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ChartPainter painter = new ChartPainter(Fonts.load())) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(JSON.writeValueAsString(answer(painter, line)));
        out.flush();
      }
    }
  }

  private static Answer answer(ChartPainter painter, String line) throws IOException {
    RenderRequest request = JSON.readValue(line, RenderRequest.class);
    try {
      return new Answer(painter.paint(request), null);
    } catch (RenderException e) {
      return new Answer(null, e.getMessage());
    } catch (RuntimeException e) {
      return new Answer(
          new RenderedChart(request.id(), "", new byte[0], "", "", List.of()), e.toString());
    }
  }
}
