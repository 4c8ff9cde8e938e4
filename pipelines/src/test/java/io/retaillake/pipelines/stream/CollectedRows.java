package io.retaillake.pipelines.stream;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Catches the rows of a pipeline that runs in this JVM, on any runner. Close it when they have been
 * looked at.
 */
final class CollectedRows<T> implements AutoCloseable {

  // A runner works on a serialized copy of the sink, so the two can only meet by name.
  private static final Map<String, Queue<Object>> BY_RUN = new ConcurrentHashMap<>();

  private final String run = UUID.randomUUID().toString();

  CollectedRows() {
    BY_RUN.put(run, new ConcurrentLinkedQueue<>());
  }

  PTransform<PCollection<T>, PDone> sink() {
    String runOfSink = run;
    return new PTransform<>() {
      @Override
      public PDone expand(PCollection<T> rows) {
        rows.apply("Collect", ParDo.of(new CollectFn<>(runOfSink)));
        return PDone.in(rows.getPipeline());
      }
    };
  }

  @SuppressWarnings("unchecked")
  List<T> rows() {
    return (List<T>) List.copyOf(BY_RUN.get(run));
  }

  @Override
  public void close() {
    BY_RUN.remove(run);
  }

  private static final class CollectFn<T> extends DoFn<T, Void> {
    private final String run;

    CollectFn(String run) {
      this.run = run;
    }

    @ProcessElement
    public void processElement(@Element T row) {
      BY_RUN.get(run).add(row);
    }
  }
}
