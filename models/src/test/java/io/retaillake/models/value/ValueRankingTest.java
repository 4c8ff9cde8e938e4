package io.retaillake.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueRankingTest {

  @Test
  void tiersAreCutAtTwentyFiftyAndEightyPercent() {
    double[] values = IntStream.range(0, 10).mapToDouble(i -> i).toArray();
    ValueRanking ranking = ValueRanking.of(values);

    assertThat(IntStream.range(0, 10).mapToObj(i -> ranking.tier(i).label()))
        .containsExactly(
            "Churned",
            "Churned",
            "At Risk",
            "At Risk",
            "At Risk",
            "Loyalists",
            "Loyalists",
            "Loyalists",
            "Champions",
            "Champions");
    assertThat(ranking.rank(9)).isEqualTo(1);
    assertThat(ranking.rank(0)).isEqualTo(10);
  }

  @Test
  void theBestCustomerIsAChampionHoweverFewThereAre() {
    assertThat(ValueTier.ofRank(1, 1)).isEqualTo(ValueTier.CHAMPIONS);
    assertThat(ValueTier.ofRank(1, 3)).isEqualTo(ValueTier.CHAMPIONS);
    assertThat(ValueTier.ofRank(2, 3)).isEqualTo(ValueTier.AT_RISK);
    assertThat(ValueTier.ofRank(2, 7)).isEqualTo(ValueTier.LOYALISTS);
    assertThat(ValueTier.ofRank(3_000_000_000L, 3_000_000_000L)).isEqualTo(ValueTier.CHURNED);
  }

  @Test
  void theTopShareIsThatOfTheFirstFifth() {
    double[] values = {5, 4, 3, 2, 1, 1, 1, 1, 1, 1};

    assertThat(ValueRanking.of(values).topShare(values)).isCloseTo(9.0 / 20, within(1e-15));
  }

  @Test
  void customersWhoAreEqualAtTheBoundCountInPart() {
    double[] same = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    double[] revenue = {0, 0, 0, 0, 0, 0, 0, 0, 50, 50};

    assertThat(ValueRanking.of(same).topShare(revenue)).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void equalCustomersKeepTheirOrder() {
    ValueRanking ranking = ValueRanking.of(new double[] {1, 2, 2});

    assertThat(ranking.rank(1)).isEqualTo(1);
    assertThat(ranking.rank(2)).isEqualTo(2);
  }
}
