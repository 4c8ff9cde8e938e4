package io.retaillake.pipelines.features;

import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.features.CategoryBasket;
import io.retaillake.transforms.features.CustomerFeatures;
import io.retaillake.transforms.features.KeyByCustomer;
import io.retaillake.transforms.features.PurchaseHistory;
import io.retaillake.transforms.features.ScoreCustomers;
import io.retaillake.transforms.features.SummarizeCustomers;
import io.retaillake.transforms.maintenance.ForgottenUsers;
import io.retaillake.transforms.tables.CategoryBaskets;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.SilverEvents;
import io.retaillake.transforms.tables.UserFeatures;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionTuple;

/** From silver to the customers' three tables. */
final class FeatureGraph {

  private FeatureGraph() {}

  static void build(Pipeline pipeline, FeatureSettings settings) {
    long asOf = settings.asOfMicros();
    int files = settings.files();
    ForgottenUsers forgotten = settings.forgotten();
    Map<String, Long> sources = Map.of(SilverEvents.TABLE.name(), settings.silverVersion());
    PCollectionTuple customers =
        pipeline
            .apply(
                "ReadSilver",
                DeltaIO.read(SilverEvents.TABLE)
                    .from(settings.lakehouse())
                    .atVersion(settings.silverVersion())
                    .withColumns(KeyByCustomer.COLUMNS.toArray(String[]::new)))
            .apply("KeyByCustomer", KeyByCustomer.upTo(asOf))
            .apply(
                "SummarizeCustomers",
                SummarizeCustomers.asOf(asOf)
                    .withGroups(settings.groups())
                    .leavingOut(forgotten::contains));
    customers
        .get(SummarizeCustomers.SUMMARIES)
        .apply("ScoreCustomers", ScoreCustomers.byFifths())
        .apply(
            "ReplaceFeatures",
            DeltaIO.replaceTable(
                    UserFeatures.TABLE,
                    (CustomerFeatures features) -> features.getSummary().getUserId(),
                    new UserFeatures.Rows(asOf, settings.silverVersion()))
                .to(settings.lakehouse())
                .withFiles(files)
                .withSources(sources));
    customers
        .get(SummarizeCustomers.HISTORIES)
        .apply(
            "ReplaceHistories",
            DeltaIO.replaceTable(
                    PurchaseHistories.TABLE,
                    PurchaseHistory::getUserId,
                    new PurchaseHistories.Rows(asOf))
                .to(settings.lakehouse())
                .withFiles(files)
                .withSources(sources));
    customers
        .get(SummarizeCustomers.BASKETS)
        .apply(
            "ReplaceBaskets",
            DeltaIO.replaceTable(
                    CategoryBaskets.TABLE, CategoryBasket::getUserId, new CategoryBaskets.Rows())
                .to(settings.lakehouse())
                .withFiles(files)
                .withSources(sources));
  }
}
