package io.retaillake.pipelines.warehouse;

import io.retaillake.bigquery.PublishResult;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.CategoryBaskets;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.ExperimentAssignments;
import io.retaillake.transforms.tables.ExperimentResults;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SegmentSweeps;
import io.retaillake.transforms.tables.SilverEvents;
import io.retaillake.transforms.tables.UserFeatures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables that are published, in this order. */
public final class PublishedTables {

  static final List<TableDefinition> ALL =
      List.of(
          BronzeEvents.TABLE,
          SilverEvents.TABLE,
          QuarantineEvents.TABLE,
          RevenueWindows.TABLE,
          UserFeatures.TABLE,
          PurchaseHistories.TABLE,
          CategoryBaskets.TABLE,
          CustomerValues.TABLE,
          CustomerSegments.TABLE,
          SegmentSweeps.TABLE,
          ExperimentAssignments.TABLE,
          ExperimentResults.TABLE);

  private PublishedTables() {}

  /** Those of them that the lakehouse has. */
  public static List<DeltaTable> in(String lakehouse) {
    return ALL.stream()
        .map(table -> DeltaTable.openIfPresent(lakehouse, table))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The names of those that are not among the published, as no job has made them yet. */
  static List<String> without(List<PublishResult> published) {
    Set<String> names = published.stream().map(PublishResult::table).collect(Collectors.toSet());
    return ALL.stream().map(TableDefinition::name).filter(name -> !names.contains(name)).toList();
  }
}
