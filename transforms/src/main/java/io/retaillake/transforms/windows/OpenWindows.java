package io.retaillake.transforms.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * The windows of one category that can still change, by their start: each with its total so far and
 * whether it has been told. One value in state, so that a runner's cost does not grow with windows.
 */
final class OpenWindows {

  private final TreeMap<Long, Window> byStart = new TreeMap<>();

  /** A window's total so far, and whether it was told at its end. */
  record Window(long startMillis, RevenueSum total, boolean told) {}

  /** Adds to a window, and takes note whether it is told now; returns what it is then. */
  Window add(long startMillis, RevenueSum sum, boolean tellNow) {
    Window before = byStart.get(startMillis);
    Window after =
        before == null
            ? new Window(startMillis, sum, tellNow)
            : new Window(startMillis, before.total.plus(sum), tellNow || before.told);
    byStart.put(startMillis, after);
    return after;
  }

  /** The start of the first window that was not told, if there is one. */
  OptionalLong firstUntold() {
    return byStart.values().stream()
        .filter(window -> !window.told)
        .mapToLong(Window::startMillis)
        .findFirst();
  }

  /** Takes note that the windows that start up to here are told; returns those that were not. */
  List<Window> tellUpTo(long startMillis) {
    List<Window> due = new ArrayList<>();
    for (Map.Entry<Long, Window> entry : byStart.headMap(startMillis, true).entrySet()) {
      Window window = entry.getValue();
      if (!window.told) {
        due.add(window);
        entry.setValue(new Window(window.startMillis, window.total, true));
      }
    }
    return due;
  }

  /** Forgets the windows that start before this time: they can't change any more. */
  void closeBefore(long startMillis) {
    byStart.headMap(startMillis).clear();
  }

  /** The windows in state. */
  static final class OpenWindowsCoder extends AtomicCoder<OpenWindows> {
    private static final long serialVersionUID = 1L;

    private static final OpenWindowsCoder INSTANCE = new OpenWindowsCoder();

    static OpenWindowsCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(OpenWindows windows, OutputStream out) throws IOException {
      VarIntCoder.of().encode(windows.byStart.size(), out);
      for (Window window : windows.byStart.values()) {
        VarLongCoder.of().encode(window.startMillis, out);
        RevenueSum.coder().encode(window.total, out);
        BooleanCoder.of().encode(window.told, out);
      }
    }

    @Override
    public OpenWindows decode(InputStream in) throws IOException {
      OpenWindows windows = new OpenWindows();
      int count = VarIntCoder.of().decode(in);
      for (int i = 0; i < count; i++) {
        long startMillis = VarLongCoder.of().decode(in);
        RevenueSum total = RevenueSum.coder().decode(in);
        windows.byStart.put(
            startMillis, new Window(startMillis, total, BooleanCoder.of().decode(in)));
      }
      return windows;
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
