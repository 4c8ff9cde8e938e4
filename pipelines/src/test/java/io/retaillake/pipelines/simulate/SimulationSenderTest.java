package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SimulationSenderTest {

  private static final SimulationOptions OPTIONS = SimulationOptions.defaults().withEvents(1_000);

  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void sendsEveryRecordInOrderToItsPartition() {
    List<SimulatedRecord> made = new ArrayList<>();
    Simulation.of(OPTIONS).forEachRemaining(made::add);
    AtomicLong progress = new AtomicLong();
    long sent =
        sender().sendAll(Simulation.of(OPTIONS), asFastAsCanBe(), progress::set, () -> false);

    assertThat(sent).isEqualTo(made.size()).isEqualTo(1_021);
    assertThat(progress).hasValue(sent);
    assertThat(kafka.history()).hasSize(made.size());
    for (int at = 0; at < made.size(); at++) {
      ProducerRecord<byte[], byte[]> record = kafka.history().get(at);
      assertThat(record.topic()).isEqualTo("shop");
      assertThat(record.partition()).isEqualTo(made.get(at).partition());
      assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo(made.get(at).key());
      assertThat(record.value()).isEqualTo(made.get(at).value());
    }
  }

  @Test
  void aPaceDoesNotChangeWhatIsSent() {
    sender().sendAll(Simulation.of(OPTIONS), asFastAsCanBe(), sent -> {}, () -> false);
    List<byte[]> fast = kafka.history().stream().map(ProducerRecord::value).toList();
    kafka.clear();
    sender().sendAll(Simulation.of(OPTIONS), Pace.perSecond(20_000), sent -> {}, () -> false);
    List<byte[]> paced = kafka.history().stream().map(ProducerRecord::value).toList();

    assertThat(paced).usingElementComparator(Arrays::compare).isEqualTo(fast);
  }

  @Test
  void aPaceIsKept() {
    long startNanos = System.nanoTime();
    sender().sendAll(Simulation.of(OPTIONS), Pace.perSecond(2_042), sent -> {}, () -> false);

    assertThat((System.nanoTime() - startNanos) / 1e9).isBetween(0.45, 2.0);
  }

  @Test
  void stoppedHalfwayTheReportCountsWhatWasSent() {
    Simulation simulation = Simulation.of(OPTIONS);
    AtomicLong progress = new AtomicLong();
    long sent =
        sender().sendAll(simulation, asFastAsCanBe(), progress::set, () -> progress.get() >= 500);

    assertThat(sent).isBetween(500L, 600L).isEqualTo(simulation.report().records());
  }

  @Test
  void aRecordThatKafkaDoesNotTakeIsAnErrorThatNamesTheBroker() {
    kafka.sendException = new TimeoutException("no leader");

    assertThatThrownBy(
            () ->
                sender().sendAll(Simulation.of(OPTIONS), asFastAsCanBe(), sent -> {}, () -> false))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.exitCode()).isEqualTo(ExitCode.KAFKA);
              assertThat(error.problem()).contains("broker:9092");
            });
  }

  private SimulationSender sender() {
    return new SimulationSender("broker:9092", "shop", kafka);
  }

  private static Pace asFastAsCanBe() {
    return Pace.perSecond(0);
  }
}
