package io.retaillake.dashboard.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.testing.Shops;
import io.retaillake.bigquery.testing.TestLakehouse;
import io.retaillake.dashboard.testing.SmallShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void figuresFollowCommitsAndListenersAreTold() {
    TestLakehouse lakehouse = SmallShop.in(folder);
    List<Long> told = new ArrayList<>();
    try (Lake lake = Lake.open(folder, PATIENCE)) {
      lake.onChange(state -> told.add(state.table("silver_events").orElseThrow().version()));
      lake.refresh();
      assertThat(told).isEmpty();

      SmallShop.order(lakehouse, "new");
      lake.refresh();

      assertThat(told).containsExactly(3L);
      assertThat(lastDay(lake).get("revenue").toString()).isEqualTo("25.00");
      assertThat(lake.state().generation()).isEqualTo(2);
    }
  }

  @Test
  void whatWasAddedCommitByCommitEqualsWhatIsReadAtOnce() {
    TestLakehouse lakehouse = SmallShop.in(folder);
    try (Lake followed = Lake.open(folder, PATIENCE)) {
      for (int i = 0; i < 205; i++) {
        if (i % 41 == 0) {
          SmallShop.order(lakehouse, "new-" + i);
        }
        followed.refresh();
      }
      try (Lake fresh = Lake.open(folder, PATIENCE)) {
        for (String question : List.of("kpis", "trend", "by_category", "by_country", "hourly")) {
          List<Object> all = Arrays.asList("2024-02-01", "2024-03-31", null, null);
          assertThat(followed.ask(question, all)).as(question).isEqualTo(fresh.ask(question, all));
        }
        assertThat(followed.ask("latency", List.of())).isEqualTo(fresh.ask("latency", List.of()));
      }
    }
  }

  @Test
  void aLakehouseThatIsGoneHasNoFiguresAndANewOneInItsPlaceHasItsOwn() throws Exception {
    SmallShop.in(folder.resolve("lake"));
    try (Lake lake = Lake.open(folder.resolve("lake"), PATIENCE)) {
      MoreFiles.deleteRecursively(folder.resolve("lake"), RecursiveDeleteOption.ALLOW_INSECURE);
      lake.refresh();
      assertThat(lake.state().tables()).isEmpty();
      assertThat(lake.ask("arrivals", List.of()).get(0)).containsEntry("events", 0L);

      Shops.ONE_USER.fill(new TestLakehouse(folder.resolve("lake")));
      lake.refresh();

      assertThat(lake.ask("arrivals", List.of()).get(0)).containsEntry("events", 1L);
    }
  }

  @Test
  void aLakehouseThatIsReplacedBetweenTwoLooksIsSeenAsAnother() throws Exception {
    Path place = folder.resolve("lake");
    SmallShop.in(place);
    try (Lake lake = Lake.open(place, PATIENCE)) {
      MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
      Shops.EDGES.fill(new TestLakehouse(place));
      lake.refresh();

      assertThat(lake.ask("arrivals", List.of()).get(0)).containsEntry("events", 13L);
    }
  }

  @Test
  void aTableThatCantBeReadKeepsItsFiguresAndSaysSo() throws Exception {
    TestLakehouse lakehouse = SmallShop.in(folder);
    try (Lake lake = Lake.open(folder, PATIENCE)) {
      SmallShop.order(lakehouse, "new");
      Path log = folder.resolve("silver_events/_delta_log/00000000000000000003.json");
      java.nio.file.Files.writeString(log, "{\"add\":");
      lake.refresh();

      assertThat(lake.state().problems()).containsOnlyKeys("silver_events");
      assertThat(lake.ask("arrivals", List.of()).get(0)).containsEntry("events", 11L);
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsStopped() {
    try (Lake lake = Lake.open(folder, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> lake.ask("never", List.of()))
          .isInstanceOfSatisfying(
              WarehouseException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(WarehouseException.Problem.TIMEOUT);
                assertThat(e.why()).contains("within 200 ms");
              });
    }
  }

  private static Map<String, Object> lastDay(Lake lake) {
    List<Map<String, Object>> days =
        lake.ask("trend", Arrays.asList("2024-03-15", "2024-03-15", null, null));
    return days.get(0);
  }
}
