package io.retaillake.pipelines.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableRow;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.SilverEvents;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class TableRowsTest {

  @Test
  void silverRowKeepsMicrosecondsCentsAndItsPartition() {
    Schema schema = SilverEvents.TABLE.fileSchema();
    GenericRecord record = new GenericData.Record(schema);
    record.put("event_id", "e1");
    record.put("event_ts", 1_709_251_199_999_999L);
    record.put("revenue", cents(schema, -1250));
    record.put("quantity", 2);
    record.put("kafka_offset", 9_007_199_254_740_993L);
    record.put("is_weekend", true);
    record.put("event_date", 19_782);

    TableRow row = new TableRows(SilverEvents.TABLE).of(record, List.of("2024", "2"));

    assertThat(row)
        .containsEntry("event_id", "e1")
        .containsEntry("event_ts", "2024-02-29T23:59:59.999999Z")
        .containsEntry("revenue", "-12.50")
        .containsEntry("quantity", "2")
        .containsEntry("kafka_offset", "9007199254740993")
        .containsEntry("is_weekend", true)
        .containsEntry("event_date", "2024-02-29")
        .containsEntry("event_year", "2024")
        .containsEntry("event_month", "2")
        .doesNotContainKey("category");
  }

  @Test
  void bytesAreBase64AndStayInTheRecord() {
    GenericRecord record = new GenericData.Record(QuarantineEvents.TABLE.fileSchema());
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, -1, 7});
    record.put("raw_value", bytes);

    TableRow row = new TableRows(QuarantineEvents.TABLE).of(record, List.of());

    assertThat(row).containsEntry("raw_value", "AP8H");
    assertThat(bytes.remaining()).isEqualTo(3);
  }

  @Test
  void liveTableHasTheColumnsThePartitionAndTheClustersOfThePublishedOne() {
    LiveTable live = new LiveTable("silver_events");

    assertThat(live.schema().getFields())
        .extracting(TableFieldSchema::getName)
        .startsWith("event_id", "user_id")
        .endsWith("event_year", "event_month")
        .hasSize(24);
    assertThat(live.partitioning().orElseThrow().getField()).isEqualTo("event_date");
    assertThat(live.clustering().getFields()).containsExactly("user_id", "category");
  }

  @Test
  void datasetIsAProjectAndAName() {
    BigQueryDataset dataset = BigQueryDataset.parse("--bigQueryDataset", "my-project:retail");

    assertThat(dataset.liveTable("silver_events").getTableId()).isEqualTo("silver_events_live");
    assertThat(BigQueryDataset.parse("--x", "my-project.retail")).isEqualTo(dataset);
    assertThatThrownBy(() -> BigQueryDataset.parse("--bigQueryDataset", "retail"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--bigQueryDataset=my-project:retail");
  }

  private static GenericData.Fixed cents(Schema schema, long cents) {
    Schema fixed = schema.getField("revenue").schema().getTypes().get(1);
    return new GenericData.Fixed(fixed, ByteBuffer.allocate(Long.BYTES).putLong(cents).array());
  }
}
