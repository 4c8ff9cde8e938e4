package io.retaillake.pipelines.stream;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.runners.dataflow.PrimitiveParDoSingleFactory;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * What a running job and its successor must have in common, as text: each step by its name, with
 * the coders and windowing of what comes out of it, and the cells and timers of its state.
 */
final class GraphOutline extends Pipeline.PipelineVisitor.Defaults {

  private final List<String> steps = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private GraphOutline() {}

  static GraphOutline of(Pipeline pipeline) {
    GraphOutline outline = new GraphOutline();
    pipeline.traverseTopologically(outline);
    return outline;
  }

  /** The names of the steps, in the order of the graph. */
  List<String> steps() {
    return steps;
  }

  /** A line a step, indented lines for its outputs, cells and timers. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void visitPrimitiveTransform(TransformHierarchy.Node node) {
    steps.add(node.getFullName());
    lines.add(node.getFullName());
    node.getOutputs().values().stream().map(GraphOutline::output).sorted().forEach(lines::add);
    doFn(node.getTransform()).ifPresent(this::addState);
  }

  private static String output(PValue value) {
    PCollection<?> collection = (PCollection<?>) value;
    return "  out " + coder(collection.getCoder()) + windowing(collection.getWindowingStrategy());
  }

  private static String windowing(WindowingStrategy<?, ?> strategy) {
    if (strategy.equals(WindowingStrategy.globalDefault())) {
      return "";
    }
    return " in "
        + strategy.getWindowFn().getClass().getSimpleName()
        + ", "
        + strategy.getTrigger()
        + ", "
        + strategy.getMode()
        + ", lateness "
        + strategy.getAllowedLateness().getMillis()
        + " ms";
  }

  private static String coder(Coder<?> coder) {
    List<? extends Coder<?>> parts =
        coder instanceof StructuredCoder<?> structured ? structured.getComponents() : List.of();
    String name = coder.getClass().getSimpleName();
    return parts.isEmpty()
        ? name
        : name
            + parts.stream().map(GraphOutline::coder).collect(Collectors.joining(", ", "(", ")"));
  }

  private static Optional<DoFn<?, ?>> doFn(PTransform<?, ?> transform) {
    if (transform instanceof ParDo.MultiOutput<?, ?> parDo) {
      return Optional.of(parDo.getFn());
    }
    if (transform instanceof PrimitiveParDoSingleFactory.ParDoSingle<?, ?> parDo) {
      return Optional.of(parDo.getFn());
    }
    return Optional.empty();
  }

  private void addState(DoFn<?, ?> fn) {
    DoFnSignature signature = DoFnSignatures.getSignature(fn.getClass());
    Map<String, String> cells = new TreeMap<>();
    signature
        .stateDeclarations()
        .forEach(
            (id, cell) ->
                cells.put(
                    id,
                    "  cell " + id + " " + ((StateSpec<?>) of(cell.field(), fn)).match(CODERS)));
    signature
        .timerDeclarations()
        .forEach(
            (id, timer) -> {
              String name = id.replaceFirst("^ts-", "");
              TimerSpec spec = (TimerSpec) of(timer.field(), fn);
              cells.put(name, "  timer " + name + " " + spec.getTimeDomain());
            });
    lines.addAll(cells.values());
  }

  private static Object of(Field field, DoFn<?, ?> fn) {
    try {
      field.setAccessible(true);
      return field.get(fn);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final StateSpec.Cases<String> CODERS =
      new StateSpec.Cases<>() {
        @Override
        public String dispatchValue(Coder<?> value) {
          return "value " + coder(value);
        }

        @Override
        public String dispatchBag(Coder<?> element) {
          return "bag " + coder(element);
        }

        @Override
        public String dispatchOrderedList(Coder<?> element) {
          return "ordered list " + coder(element);
        }

        @Override
        public String dispatchCombining(Combine.CombineFn<?, ?, ?> fn, Coder<?> accumulator) {
          return "combining " + coder(accumulator);
        }

        @Override
        public String dispatchMap(Coder<?> key, Coder<?> value) {
          return "map " + coder(key) + ", " + coder(value);
        }

        @Override
        public String dispatchSet(Coder<?> element) {
          return "set " + coder(element);
        }

        @Override
        public String dispatchMultimap(Coder<?> key, Coder<?> value) {
          return "multimap " + coder(key) + ", " + coder(value);
        }
      };
}
