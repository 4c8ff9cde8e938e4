package io.retaillake.lakehouse.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;

/**
 * What a Parquet footer tells of a file, in the form of Delta's statistics: how many rows, and for
 * each column the least and greatest value and the count of nulls. A value that can't be told
 * safely is left out, never guessed: readers skip files by it.
 */
public record FileStatistics(long rowCount, String json) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads the footer of a file. */
  public static FileStatistics read(TableDefinition definition, InputFile file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
      return of(definition, reader.getFooter().getBlocks());
    }
  }

  private static FileStatistics of(TableDefinition definition, List<BlockMetaData> rowGroups)
      throws IOException {
    long rowCount = rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    Map<String, ColumnRange> ranges = new LinkedHashMap<>();
    for (Column column : definition.columns()) {
      if (!definition.partitionColumns().contains(column.name())) {
        ranges.put(column.name(), new ColumnRange());
      }
    }
    for (BlockMetaData rowGroup : rowGroups) {
      Map<String, ColumnChunkMetaData> chunks = new HashMap<>();
      rowGroup.getColumns().forEach(chunk -> chunks.put(chunk.getPath().toDotString(), chunk));
      ranges.forEach((name, range) -> range.add(chunks.get(name)));
    }
    return new FileStatistics(rowCount, json(definition, rowCount, ranges));
  }

  private static String json(
      TableDefinition definition, long rowCount, Map<String, ColumnRange> ranges)
      throws IOException {
    Map<String, StatisticValue> least = new LinkedHashMap<>();
    Map<String, StatisticValue> greatest = new LinkedHashMap<>();
    ranges.forEach(
        (name, range) -> {
          ColumnType type = definition.column(name).type();
          range
              .least()
              .flatMap(s -> StatisticValue.least(type, s))
              .ifPresent(v -> least.put(name, v));
          range
              .greatest()
              .flatMap(s -> StatisticValue.greatest(type, s))
              .ifPresent(v -> greatest.put(name, v));
        });
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
      json.writeStartObject();
      json.writeNumberField("numRecords", rowCount);
      writeValues(json, "minValues", least);
      writeValues(json, "maxValues", greatest);
      json.writeObjectFieldStart("nullCount");
      for (Map.Entry<String, ColumnRange> entry : ranges.entrySet()) {
        if (entry.getValue().nullsKnown()) {
          json.writeNumberField(entry.getKey(), entry.getValue().nullCount());
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeValues(
      JsonGenerator json, String name, Map<String, StatisticValue> values) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, StatisticValue> entry : values.entrySet()) {
      json.writeFieldName(entry.getKey());
      entry.getValue().write(json);
    }
    json.writeEndObject();
  }
}
