package io.retaillake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceOfKTest {

  @Test
  void theHighestSilhouetteIsTaken() {
    ChoiceOfK choice = choose(2, new double[] {90, 60, 30, 28}, new double[] {.3, .5, .4, .45});

    assertThat(choice.k()).isEqualTo(3);
    assertThat(choice.explanation())
        .isEqualTo(
            "K = 3 has the highest silhouette, 0.5000, of K = 2 to 5; next is K = 5 with 0.4500."
                + " The elbow of the inertia is at K = 4.");
  }

  @Test
  void ofEqualSilhouettesTheSmallestKIsTaken() {
    assertThat(choose(2, new double[] {9, 5, 3}, new double[] {.3, .5, .5}).k()).isEqualTo(3);
  }

  @Test
  void theElbowIsFarthestBelowTheStraightLine() {
    // On the line from (2, 100) to (6, 0) K = 3 would have 75, K = 4 50, K = 5 25.
    double[] inertia = {100, 60, 20, 10, 0};

    assertThat(choose(2, inertia, new double[] {1, 2, 3, 4, 5}).elbow()).hasValue(4);
  }

  @Test
  void ofTwoThereIsNoElbow() {
    assertThat(choose(2, new double[] {9, 5}, new double[] {.3, .5}).elbow()).isEmpty();
  }

  @Test
  void aKThatWasGivenIsTaken() {
    ChoiceOfK choice = choose(7, new double[] {5}, new double[] {.1});

    assertThat(choice.k()).isEqualTo(7);
    assertThat(choice.explanation()).isEqualTo("K = 7 was given.");
  }

  private static ChoiceOfK choose(int first, double[] inertia, double[] silhouette) {
    List<SweepPoint> sweep = new ArrayList<>();
    for (int i = 0; i < inertia.length; i++) {
      sweep.add(new SweepPoint(first + i, inertia[i], silhouette[i], 1, true));
    }
    return ChoiceOfK.of(sweep);
  }
}
