package io.retaillake.transforms.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.transforms.maintenance.EventLake.Sent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileSilverTest {
  @TempDir Path folder;
  private EventLake lake;

  @BeforeEach
  void makeLake() {
    lake = new EventLake(folder.toString());
  }

  @Test
  void lastVersionOfAnEventTakesThePlaceOfTheFirst() {
    List<Sent> records =
        List.of(
            new Sent(0, 0, "a", "u1", 1, 100),
            new Sent(0, 1, "b", "u1", 1, 200),
            new Sent(0, 2, "a", "u1", 1, 150),
            new Sent(0, 3, "a", "u1", 1, 175));
    lake.append(records);

    Reconciled plan = reconcile().plan();
    Reconciled done = reconcile().run();

    assertThat(plan).isEqualTo(new Reconciled(1, 0, 0, 1, 0));
    assertThat(done).isEqualTo(new Reconciled(1, 0, 1, 1, 0));
    assertThat(lake.silverRows()).isEqualTo(EventLake.lastVersions(records));
  }

  @Test
  void eventThatMovesToAnotherMonthLeavesTheOldOne() {
    List<Sent> records =
        List.of(new Sent(0, 0, "a", "u1", 1, 100), new Sent(0, 1, " a ", "u1", 4, 100));
    lake.append(records);

    assertThat(reconcile().run()).isEqualTo(new Reconciled(1, 0, 1, 2, 0));
    assertThat(lake.silverRows()).isEqualTo(EventLake.lastVersions(records));
  }

  @Test
  void manyRepeatsInAllMonthsGiveTheLastVersionsToTheRowAndASecondRunChangesNothing() {
    Random random = new Random(5);
    List<Sent> records = new ArrayList<>();
    for (int batch = 0; batch < 4; batch++) {
      List<Sent> sent = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        int event = random.nextInt(400);
        sent.add(
            new Sent(
                event % 3,
                records.size() + sent.size(),
                "event-" + event,
                "user-" + event % 7,
                1 + event % 12,
                random.nextInt(10_000)));
      }
      lake.append(sent);
      records.addAll(sent);
    }

    Reconciled done = reconcile().run();

    assertThat(done.replaced()).isPositive();
    assertThat(lake.silverRows()).isEqualTo(EventLake.lastVersions(records));
    long version = lake.silver().snapshot().version();
    assertThat(reconcile().run()).isEqualTo(new Reconciled(0, 0, 0, 0, 0));
    assertThat(lake.silver().snapshot().version()).isEqualTo(version);
  }

  @Test
  void onlyFilesOfTheMonthsConcernedAreTouched() {
    lake.append(
        List.of(
            new Sent(0, 0, "a", "u1", 1, 100),
            new Sent(0, 1, "b", "u1", 2, 200),
            new Sent(0, 2, "a", "u1", 1, 150)));
    Map<String, String> before = filesByMonth();

    reconcile().run();

    assertThat(filesByMonth().get("2")).isEqualTo(before.get("2"));
    assertThat(filesByMonth().get("1")).isNotEqualTo(before.get("1"));
  }

  @Test
  void whatSilverHasNotHadYetWaitsForTheNextRun() {
    List<Sent> first = List.of(new Sent(0, 0, "a", "u1", 1, 100));
    lake.append(first);
    lake.appendToBronze(
        List.of(new Sent(0, 1, "a", "u1", 1, 150), new Sent(1, 0, "b", "u2", 1, 1)));

    assertThat(reconcile().run()).isEqualTo(new Reconciled(0, 0, 0, 0, 0));
    assertThat(lake.silverRows()).isEqualTo(EventLake.lastVersions(first));
  }

  private ReconcileSilver reconcile() {
    return new ReconcileSilver(folder.toString());
  }

  private Map<String, String> filesByMonth() {
    return lake.silver().snapshot().files().stream()
        .collect(
            Collectors.groupingBy(
                file -> file.partitionValues().get("event_month"),
                Collectors.mapping(
                    DataFile::relativePath,
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        paths -> paths.stream().sorted().toList().toString()))));
  }
}
