package io.retaillake.dashboard.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * Vega and Vega-Lite in a JavaScript context that sees nothing of the host but one function, which
 * measures text. Not thread-safe: one a thread.
 */
final class VegaEngine implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  // What the contexts of a process share: the parsed sources.
  private static final Engine ENGINE =
      Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();

  private final Context context =
      Context.newBuilder("js").engine(ENGINE).allowHostAccess(HostAccess.NONE).build();
  private final Value tell;
  private final Value draw;
  private final Value result;

  VegaEngine(Fonts fonts) {
    evaluate("/vega/surroundings.js");
    evaluate("/vega/vega.min.js");
    evaluate("/vega/vega-lite.min.js");
    Value functions = evaluate("/vega/render.js");
    ProxyExecutable width =
        arguments ->
            fonts.width(arguments[0].asString(), arguments[1].asDouble(), arguments[2].asInt());
    functions.getMember("measureWith").executeVoid(width);
    tell = functions.getMember("tell");
    draw = functions.getMember("draw");
    result = functions.getMember("result");
  }

  /** What a chart's title script makes of its rows: title and subtitle. */
  JsonNode tell(String titleScript, JsonNode rows) {
    return json(call(() -> tell.execute(titleScript, rows.toString())));
  }

  /** The SVG of a complete specification, and the warnings. */
  JsonNode draw(JsonNode specification, JsonNode configuration) {
    call(() -> draw.execute(specification.toString(), configuration.toString()));
    return json(call(result::execute));
  }

  @Override
  public void close() {
    context.close(true);
  }

  private Value evaluate(String resource) {
    try {
      String text =
          Resources.toString(
              Resources.getResource(VegaEngine.class, resource), StandardCharsets.UTF_8);
      return context.eval(Source.newBuilder("js", text, resource).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value call(java.util.function.Supplier<Value> function) {
    try {
      return function.get();
    } catch (PolyglotException e) {
      throw new RenderException(e.getMessage(), e);
    }
  }

  private static JsonNode json(Value value) {
    try {
      return JSON.readTree(value.asString());
    } catch (JsonProcessingException e) {
      throw new RenderException("not JSON: " + e.getMessage(), e);
    }
  }
}
