package io.retaillake.bigquery.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.PublishedTable;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicationsTest {

  @Test
  void planHoldsOnlyWhileTheTableIsAsItWas() {
    assertThat(Publications.isStill("shop", "silver_events", null))
        .isEqualTo(
            "(select count(*) from shop.publications where table_name = 'silver_events') = 0");
    assertThat(
            Publications.isStill(
                "shop",
                "silver_events",
                new PublishedTable("silver_events", "id-1", 7, 3, Instant.EPOCH)))
        .isEqualTo(
            "(select count(*) from shop.publications where table_name = 'silver_events'"
                + " and table_id = 'id-1' and delta_version = 7) = 1");
  }
}
