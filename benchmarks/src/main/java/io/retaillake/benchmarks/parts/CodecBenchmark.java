package io.retaillake.benchmarks.parts;

import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  private final RetailEventCodec codec = RetailEventCodec.create();
  private final RetailEvent event =
      RetailEvent.builder()
          .setEventId("0198f1d0-7b1c-7d2e-9c35-2f8f5d3a9e41")
          .setUserId("customer-002417")
          .setSessionId("session-0081734")
          .setSkuId("sku-00421")
          .setCategory("electronics")
          .setBrand("Northwind")
          .setEventType("purchase")
          .setEventTsMicros(1_764_158_400_123_456L)
          .setPrice(new BigDecimal("149.90"))
          .setQuantity(2)
          .setRevenue(new BigDecimal("299.80"))
          .setDeviceType("mobile")
          .setCountry("DE")
          .build();
  private final byte[] bytes = codec.encode(event);

  @Benchmark
  public byte[] encode() {
    return codec.encode(event);
  }

  @Benchmark
  public RetailEvent decode() throws UndecodableEventException {
    return codec.decode(bytes);
  }
}
