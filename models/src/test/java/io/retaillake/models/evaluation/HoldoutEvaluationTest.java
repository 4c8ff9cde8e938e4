package io.retaillake.models.evaluation;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.References;
import io.retaillake.models.value.TimeUnit;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldoutEvaluationTest {

  private static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);
  private static final LocalDate OBSERVATION_END = LocalDate.of(1998, 6, 30);
  private static final JsonNode REFERENCE =
      References.json("ref_cdnow.json").get("cdnow_from_transactions");

  private static final HoldoutEvaluation EVALUATION =
      HoldoutEvaluation.of(
          HoldoutSplit.of(cdnow(), CALIBRATION_END, OBSERVATION_END, TimeUnit.WEEK), 0);

  @Test
  void theForecastOfCdnowIsThatOfLifetimes() {
    assertThat(EVALUATION.split().customers()).hasSize(REFERENCE.get("n").asInt());
    assertThat(EVALUATION.split().holdoutTime())
        .isEqualTo(REFERENCE.get("duration_holdout_weeks").asDouble());
    assertClose(EVALUATION.purchases().model().r(), REFERENCE.at("/params/0").asDouble(), 1e-8);
    assertClose(EVALUATION.purchases().logLikelihood(), REFERENCE.get("LL").asDouble(), 1e-11);

    Accuracy model = EVALUATION.model();
    assertThat(model.actualTotal()).isEqualTo(REFERENCE.get("actual_total").asDouble());
    assertClose(model.predictedTotal(), REFERENCE.get("pred_total").asDouble(), 1e-7);
    assertClose(model.mae(), REFERENCE.get("MAE").asDouble(), 1e-7);
    assertClose(model.rmse(), REFERENCE.get("RMSE").asDouble(), 1e-7);
  }

  @Test
  void theFrequencyClassesAreThoseOfLifetimes() {
    JsonNode classes = REFERENCE.get("by_freq_bin");
    List<Accuracy.FrequencyClass> ours = EVALUATION.model().byFrequency();
    assertThat(ours).hasSameSizeAs(classes);
    for (int i = 0; i < classes.size(); i++) {
      assertThat(ours.get(i).frequency()).isEqualTo(classes.get(i).get("x").asText());
      assertThat(ours.get(i).customers()).isEqualTo(classes.get(i).get("n").asInt());
      assertClose(ours.get(i).actualMean(), classes.get(i).get("actual_mean").asDouble(), 1e-12);
      assertClose(ours.get(i).predictedMean(), classes.get(i).get("pred_mean").asDouble(), 1e-7);
    }
  }

  @Test
  void theModelIsHeldAgainstForecastsWithoutOne() {
    assertThat(EVALUATION.naive())
        .extracting(Accuracy::name)
        .containsExactly("own pace", "common pace");
    assertThat(EVALUATION.modelIsBest()).isTrue();
    assertThat(EVALUATION.model().topRevenueShare()).isBetween(0.6, 0.7);
    // Who expects the same of all ranks at random: 471 of 2,357.
    assertClose(EVALUATION.naive().get(1).topRevenueShare(), 471 / 2357.0, 1e-12);
  }

  @Test
  void aSplitCountsDaysAndLeavesTheFirstPurchaseOutOfTheMeanValue() {
    LocalDate day = LocalDate.of(2024, 1, 1);
    List<Purchase> purchases =
        List.of(
            new Purchase("b", day, 10),
            new Purchase("b", day.plusDays(7), 20),
            new Purchase("b", day.plusDays(7), 5),
            new Purchase("b", day.plusDays(14), 35),
            new Purchase("b", day.plusDays(28), 40),
            new Purchase("a", day.plusDays(3), 1),
            new Purchase("late", day.plusDays(25), 9),
            new Purchase("a", day.plusDays(99), 9));

    HoldoutSplit split =
        HoldoutSplit.of(purchases, day.plusDays(21), day.plusDays(35), TimeUnit.WEEK);

    assertThat(split.customers())
        .containsExactly(
            new HoldoutSplit.Customer("a", 0, 0, 18 / 7.0, 0, 1, 0, 0),
            new HoldoutSplit.Customer("b", 2, 2, 3, 30, 70, 1, 40));
    assertThat(split.leftOut()).isEqualTo(1);
    assertThat(split.holdoutTime()).isEqualTo(2);
  }

  @Test
  void anObservationThatEndsWithTheCalibrationIsRefused() {
    assertThatThrownBy(
            () -> HoldoutSplit.of(cdnow(), CALIBRATION_END, CALIBRATION_END, TimeUnit.WEEK))
        .hasMessageContaining("Give an end of the observation that is later");
  }

  @Test
  void aCalibrationBeforeTheFirstPurchaseIsRefused() {
    assertThatThrownBy(
            () ->
                HoldoutSplit.of(cdnow(), LocalDate.of(1990, 1, 1), OBSERVATION_END, TimeUnit.WEEK))
        .hasMessageContaining("no customer bought until 1990-01-01");
  }

  private static List<Purchase> cdnow() {
    return References.lines("CDNOW_sample.txt").stream()
        .map(line -> line.trim().split(" +"))
        .map(
            fields ->
                new Purchase(
                    fields[1],
                    LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE),
                    Double.parseDouble(fields[4])))
        .toList();
  }
}
