package io.retaillake.transforms.tables;

import static io.retaillake.transforms.admission.Records.RULES;
import static io.retaillake.transforms.admission.Records.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmitEvents;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.event.Framing;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.FrameCoder;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.windows.SumRevenueByCategory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand records as the world spoils them: none is lost, and none stops the stream. */
class MalformedRecordsTest {

  private static final int PARTITIONS = 4;
  private static final int RECORDS_A_FRAME = 100;
  private static final int FRAMES_A_PARTITION = 25;
  private static final int RECORDS = PARTITIONS * RECORDS_A_FRAME * FRAMES_A_PARTITION;

  private static final long[] BROKER_MILLIS = {
    Records.BROKER_MILLIS, Records.BROKER_MILLIS, Records.BROKER_MILLIS, -1, 0, Long.MAX_VALUE
  };

  private static final RetailEvent[] EVENTS = {
    Records.view("view", 0),
    Records.purchase("purchase", 1, "toys", 1_999),
    Records.returned("return", 2, "Gärten & Möbel", 500),
    Records.purchase("dear", 3, "toys", 999_999_999_999_999_999L),
    Records.purchase("far", 4, "toys", 1).toBuilder().setEventTsMicros(Long.MAX_VALUE).build(),
    Records.purchase("long ago", 5, "toys", 1).toBuilder().setEventTsMicros(Long.MIN_VALUE).build(),
    Records.view("much", 6).toBuilder()
        .setPrice(new BigDecimal("-9999999999999999.99"))
        .setQuantity(Integer.MIN_VALUE)
        .build(),
    Records.view("\uFFFD \u0000 📦", 7).toBuilder().setCountry("x".repeat(10_000)).build()
  };

  private final Random random = new Random(20_260_314);
  private final Map<String, byte[]> sent = new HashMap<>();

  @TempDir private Path folder;

  @Test
  void everyRecordEndsInBronzeOrWithItsBytesInQuarantine() {
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple admitted =
        pipeline
            .apply(Create.of(frames()).withCoder(KvCoder.of(StringUtf8Coder.of(), FrameCoder.of())))
            .apply("AdmitEvents", AdmitEvents.by(RULES).withStartOffsets(starts()));
    append(admitted.get(AdmitEvents.ADMITTED));
    admitted
        .get(AdmitEvents.SALES)
        .apply("SumRevenueByCategory", SumRevenueByCategory.create())
        .apply(
            "AppendWindows",
            DeltaIO.appendRows(RevenueWindows.TABLE, new RevenueWindows.Rows())
                .to(folder.toString()));
    pipeline.run().waitUntilFinish();

    List<Map<String, Object>> bronze = rows(BronzeEvents.TABLE);
    List<Map<String, Object>> quarantine = rows(QuarantineEvents.TABLE);
    assertThat(sent).hasSize(RECORDS);
    assertThat(bronze.size() + quarantine.size()).isEqualTo(RECORDS);
    Set<String> places = new HashSet<>();
    bronze.forEach(row -> places.add(place(row)));
    for (Map<String, Object> row : quarantine) {
      places.add(place(row));
      assertThat((byte[]) row.get("raw_value")).as(place(row)).isEqualTo(sent.get(place(row)));
      assertThat((String) row.get("reason")).isNotBlank();
    }
    assertThat(places).isEqualTo(sent.keySet());
    // Spoiling spares some, so that both ways are taken.
    assertThat(bronze).hasSizeGreaterThan(500);
    assertThat(quarantine).hasSizeGreaterThan(5_000);
    assertThat(rows(SilverEvents.TABLE)).hasSizeBetween(1, bronze.size());
  }

  private List<Map<String, Object>> rows(TableDefinition table) {
    return Scans.rows(folder.toString(), table);
  }

  private void append(PCollection<AdmittedRange> ranges) {
    String lakehouse = folder.toString();
    ranges.apply(
        "AppendBronze",
        DeltaIO.appendRanges(BronzeEvents.TABLE, AdmittedRange::range, new BronzeEvents.Rows(RULES))
            .to(lakehouse));
    ranges.apply(
        "AppendSilver",
        DeltaIO.appendRanges(SilverEvents.TABLE, AdmittedRange::range, new SilverEvents.Rows(RULES))
            .to(lakehouse));
    ranges.apply(
        "AppendQuarantine",
        DeltaIO.appendRanges(
                QuarantineEvents.TABLE, AdmittedRange::range, new QuarantineEvents.Rows())
            .to(lakehouse));
  }

  private List<KV<String, Frame>> frames() {
    List<KV<String, Frame>> frames = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (int i = 0; i < FRAMES_A_PARTITION; i++) {
        Frame.Builder frame = Frame.builder(TOPIC, partition);
        for (int j = 0; j < RECORDS_A_FRAME; j++) {
          long offset = (long) i * RECORDS_A_FRAME + j;
          byte[] value = spoiled();
          sent.put(partition + "/" + offset, value);
          frame.add(offset, BROKER_MILLIS[random.nextInt(BROKER_MILLIS.length)], null, value);
        }
        frames.add(KV.of(PartitionId.of(TOPIC, partition), frame.build()));
      }
    }
    return frames;
  }

  private byte @Nullable [] spoiled() {
    byte[] value = Records.bytes(EVENTS[random.nextInt(EVENTS.length)]);
    return switch (random.nextInt(20)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> random(random.nextInt(400));
      case 3 -> Framing.frame(random.nextInt(), value);
      case 4, 5, 6 -> value;
      default -> Framing.mutate(value, random);
    };
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Map<String, Long> starts() {
    Map<String, Long> starts = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      starts.put(PartitionId.of(TOPIC, partition), 0L);
    }
    return starts;
  }

  private static String place(Map<String, Object> row) {
    return row.get("kafka_partition") + "/" + row.get("kafka_offset");
  }
}
