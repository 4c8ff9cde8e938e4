package io.retaillake.transforms.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;

class ScoreCustomersTest {

  private final Pipeline pipeline = Pipeline.create();

  @Test
  void fifthsOfManyTiedCustomersGoByUserId() {
    List<CustomerSummary> customers = new ArrayList<>();
    for (int i = 0; i < 1_003; i++) {
      customers.add(Summaries.of(String.format("u%04d", i), i < 3 ? 2 : 1, 500 + i % 2, 77));
    }
    Collections.shuffle(customers, new Random(1));

    PAssert.that(score(customers, 50))
        .satisfies(
            scored -> {
              Map<String, String> text = new HashMap<>();
              scored.forEach(c -> text.put(c.getSummary().getUserId(), c.getScores().text()));
              assertThat(text).hasSize(1_003);
              // 201, 201, 201, 200, 200 customers a fifth.
              assertThat(text.get("u0003")).isEqualTo("113");
              assertThat(text.get("u0200")).startsWith("11");
              assertThat(text.get("u0201")).startsWith("21");
              assertThat(text.get("u0203")).startsWith("21");
              assertThat(text.get("u0204")).startsWith("22");
              assertThat(text.get("u0802")).startsWith("44");
              assertThat(text.get("u0803")).startsWith("54");
              assertThat(text.get("u0002")).isEqualTo("151");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void fewerCustomersThanFifthsGetOneEach() {
    PAssert.that(
            score(
                List.of(
                    Summaries.of("a", 3, 100, 30),
                    Summaries.of("b", 1, 900, 20),
                    Summaries.neverBought("c")),
                2_000))
        .satisfies(
            scored -> {
              assertThat(scored)
                  .extracting(c -> c.getSummary().getUserId() + " " + c.getScores().text())
                  .containsExactlyInAnyOrder("a 332", "b 223", "c 111");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void nobodyIsScoredWhereThereIsNobody() {
    PAssert.that(score(List.of(), 2_000)).empty();
    pipeline.run().waitUntilFinish();
  }

  private PCollection<CustomerFeatures> score(List<CustomerSummary> customers, int sampleSize) {
    return pipeline
        .apply(Create.of(customers).withType(TypeDescriptor.of(CustomerSummary.class)))
        .apply("Score", ScoreCustomers.byFifths().withSampleSize(sampleSize));
  }
}
