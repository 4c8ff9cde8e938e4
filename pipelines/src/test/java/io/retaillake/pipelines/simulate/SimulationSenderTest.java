package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulationSenderTest {

  private static final SimulationOptions OPTIONS = SimulationOptions.defaults().withEvents(1_000);

  private final List<byte[]> taken = new ArrayList<>();

  @Test
  void sendsEveryRecordInItsOrder() {
    List<byte[]> made = new ArrayList<>();
    Simulation.of(OPTIONS).forEachRemaining(record -> made.add(record.value()));
    AtomicLong progress = new AtomicLong();
    long sent =
        SimulationSender.feed(
            Simulation.of(OPTIONS), this::take, Pace.perSecond(0), progress::set, () -> false);

    assertThat(sent).isEqualTo(made.size()).isEqualTo(1_021);
    assertThat(progress).hasValue(sent);
    assertThat(taken).usingElementComparator(Arrays::compare).isEqualTo(made);
  }

  @Test
  void aPaceIsKeptAndDoesNotChangeWhatIsSent() {
    long startNanos = System.nanoTime();
    Pace pace = Pace.perSecond(2_042);
    SimulationSender.feed(Simulation.of(OPTIONS), this::take, pace, sent -> {}, () -> false);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    List<byte[]> made = new ArrayList<>();
    Simulation.of(OPTIONS).forEachRemaining(record -> made.add(record.value()));

    assertThat(seconds).isBetween(0.45, 5.0);
    assertThat(taken).usingElementComparator(Arrays::compare).isEqualTo(made);
  }

  @Test
  void stoppedHalfwayTheReportCountsWhatWasSent() {
    Simulation simulation = Simulation.of(OPTIONS);
    long sent =
        SimulationSender.feed(
            simulation, this::take, Pace.perSecond(0), done -> {}, () -> taken.size() >= 500);

    assertThat(sent).isBetween(500L, 600L).isEqualTo(simulation.report().records());
  }

  private void take(SimulatedRecord record) {
    taken.add(record.value());
  }
}
