package io.retaillake.pipelines.value;

import io.retaillake.models.report.ValueModelJson;
import io.retaillake.models.report.ValueModelJson.ValueModel;
import io.retaillake.models.value.CustomerScorer;
import io.retaillake.models.value.TimeUnit;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Scores each customer by the fitted model. */
final class ScoreValueFn extends DoFn<CustomerHistory, ValuedCustomer> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<String> model;
  private final double monthlyDiscount;
  private transient @Nullable CustomerScorer scorer;

  ScoreValueFn(PCollectionView<String> model, double monthlyDiscount) {
    this.model = model;
    this.monthlyDiscount = monthlyDiscount;
  }

  @ProcessElement
  public void processElement(ProcessContext context) {
    CustomerScorer known = scorer;
    if (known == null) {
      known = scorer(context.sideInput(model));
      scorer = known;
    }
    CustomerHistory customer = context.element();
    context.output(
        ValuedCustomer.of(
            customer,
            known.score(
                customer.getFrequency(),
                customer.getRecencyWeeks(),
                customer.getAgeWeeks(),
                customer.meanOrderValueUsd())));
  }

  private CustomerScorer scorer(String json) {
    ValueModel parsed = ValueModelJson.parse("the fitted model", json);
    return CustomerScorer.overMonths(
        parsed.purchases(),
        parsed.spending(),
        EstimateCustomerValue.MONTHS,
        TimeUnit.WEEK,
        monthlyDiscount);
  }
}
