package io.retaillake.pipelines.experiment;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableReplacer;
import io.retaillake.transforms.tables.ExperimentAssignments;
import io.retaillake.transforms.tables.ExperimentResults;
import io.retaillake.transforms.tables.TableRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/** Writes an experiment's rows over its former ones; those of other experiments stay. */
final class ExperimentTables {

  private static final Schema ASSIGNMENT = TableRows.schema(ExperimentAssignments.TABLE);
  private static final Schema RESULT = TableRows.schema(ExperimentResults.TABLE);

  private final String lakehouse;
  private final String experiment;
  private final Instant now;
  private final Map<String, Long> sources;

  ExperimentTables(String lakehouse, String experiment, Instant now, Map<String, Long> sources) {
    this.lakehouse = lakehouse;
    this.experiment = experiment;
    this.now = now.truncatedTo(ChronoUnit.MICROS);
    this.sources = sources;
  }

  void write(Participants participants, List<Metric> metrics) {
    write(ExperimentAssignments.TABLE, participants.all().stream().map(this::assignment));
    write(ExperimentResults.TABLE, metrics.stream().map(this::result));
  }

  private void write(TableDefinition definition, Stream<Row> rows) {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse, definition);
    TableRows maker = new TableRows(definition);
    try (DataFileSink sink = new DataFileSink(table, "experiment")) {
      List<String> columns = definition.columns().stream().map(Column::name).toList();
      int name = columns.indexOf("experiment");
      table
          .snapshot()
          .scan(
              columns,
              row -> {
                if (!row.getString(name).equals(experiment)) {
                  sink.write(maker.record(row), List.of());
                }
              });
      rows.forEach(row -> sink.write(maker.record(row), List.of()));
      new TableReplacer(table).replace(sink.finish(), sources);
    }
  }

  private Row assignment(Participant participant) {
    return Row.withSchema(ASSIGNMENT)
        .addValues(
            experiment,
            participant.customer(),
            participant.stratum(),
            participant.arm().columnValue(),
            participant.arm().exposed(),
            participant.converted(),
            participant.revenue(),
            participant.revenueBefore(),
            now)
        .build();
  }

  private Row result(Metric metric) {
    return Row.withSchema(RESULT)
        .addValues(
            experiment,
            metric.name(),
            metric.arm(),
            metric.value(),
            metric.lower(),
            metric.upper(),
            metric.text(),
            now)
        .build();
  }
}
