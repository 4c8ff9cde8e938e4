package io.retaillake.benchmarks.nativeflink;

import io.retaillake.benchmarks.Met;
import io.retaillake.benchmarks.Settings;
import io.retaillake.transforms.admission.EventReader;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Lets the first event of each id pass, and remembers ids for a week. */
final class Deduplicate extends KeyedProcessFunction<String, Shipped, Met> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Boolean> seen;
  private transient EventReader reader;

  @Override
  public void open(Configuration parameters) {
    ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Boolean.class);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Time.days(7)).build());
    seen = getRuntimeContext().getState(descriptor);
    reader = Settings.rules().newReader();
  }

  @Override
  public void processElement(Shipped shipped, Context context, Collector<Met> out)
      throws Exception {
    if (seen.value() != null) {
      return;
    }
    seen.update(true);
    if (!reader.read(shipped.value, 0, shipped.value.length, shipped.brokerMillis)) {
      throw new IllegalStateException("accepted once and not again: " + reader.rejection());
    }
    out.collect(
        new Met(
            reader.event(),
            shipped.partition,
            shipped.offset,
            shipped.brokerMillis,
            shipped.arrival(),
            shipped.judgedMillis));
  }
}
