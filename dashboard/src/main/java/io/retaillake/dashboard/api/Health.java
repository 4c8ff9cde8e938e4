package io.retaillake.dashboard.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseTable;
import io.retaillake.dashboard.chart.TableMakers;
import io.retaillake.dashboard.lake.Lake;
import io.retaillake.dashboard.lake.LakeState;
import io.retaillake.dashboard.lake.LakeTable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How the pipeline does: what came late, what is in quarantine, what waits, and each last commit.
 */
final class Health {

  private Health() {}

  static ObjectNode read(Lake lake, OptionalLong lag) {
    LakeState state = lake.state();
    ObjectNode health = Json.object();
    Map<String, Object> arrivals = lake.ask("arrivals", List.of()).get(0);
    long events = (Long) arrivals.get("events");
    health.put("events", events);
    health.set("late", Json.value(arrivals.get("late")));
    health.set("too_late", Json.value(arrivals.get("too_late")));
    long late = (Long) arrivals.get("late") + (Long) arrivals.get("too_late");
    if (events == 0) {
      health.putNull("late_share");
    } else {
      health.put("late_share", (double) late / events);
    }
    long quarantined = state.table("quarantine_events").map(LakeTable::rows).orElse(0L);
    health.put("quarantined", quarantined);
    health.set(
        "quarantined_by_step",
        state.table("quarantine_events").isPresent()
            ? Json.rows(lake.ask("quarantine", List.of()))
            : Json.array());
    state
        .table("bronze_events")
        .ifPresentOrElse(
            bronze -> health.put("duplicates", Math.max(0, bronze.rows() - events)),
            () -> health.putNull("duplicates"));
    if (lag.isPresent()) {
      health.put("lag_records", lag.getAsLong());
    } else {
      health.putNull("lag_records");
    }
    health.set("tables", tables(state));
    return health;
  }

  private static ArrayNode tables(LakeState state) {
    ArrayNode tables = Json.array();
    for (WarehouseTable known : WarehouseSchema.load().tables()) {
      ObjectNode table = tables.addObject();
      table.put("name", known.name());
      state
          .table(known.name())
          .ifPresentOrElse(
              it ->
                  table
                      .put("version", it.version())
                      .put("rows", it.rows())
                      .put("files", it.files())
                      .put("committed_at", it.committedAt().toString()),
              () -> table.put("made_by", TableMakers.of(known.name())));
      String problem = state.problems().get(known.name());
      if (problem != null) {
        table.put("problem", problem);
      }
    }
    return tables;
  }
}
