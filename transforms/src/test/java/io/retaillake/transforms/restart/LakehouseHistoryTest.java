package io.retaillake.transforms.restart;

import static io.retaillake.transforms.admission.Records.frameOfValues;
import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.admission.AdmittedHistory;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.PartitionJudge;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.stepped.Tables.Ledgered;
import io.retaillake.transforms.stepped.TablesOnDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets 0 to 5 of partition 1: good, spoiled, good, spoiled, good, spoiled. */
class LakehouseHistoryTest {

  @TempDir private Path folder;
  private TablesOnDisk tables;
  private AdmittedHistory history;

  @BeforeEach
  void open() {
    tables = new TablesOnDisk(folder.toString(), Records.RULES);
    history = new LakehouseHistory(folder.toString(), Records.TOPIC);
  }

  @Test
  void nothingIsSettledOfAPartitionThatTheTablesHaveNotMet() {
    assertThat(refused(0)).isEmpty();
  }

  @Test
  void whereBothTablesAreAsFarWhatIsInQuarantineIsRefused() {
    tables.append(Ledgered.BRONZE, List.of(range(6)));
    tables.append(Ledgered.QUARANTINE, List.of(range(6)));

    assertThat(refused(0)).containsExactly(1, 3, 5);
    assertThat(refused(2)).containsExactly(3, 5);
    assertThat(refused(6)).isEmpty();
  }

  @Test
  void whereBronzeIsAheadWhatItDoesNotHoldIsRefused() {
    tables.append(Ledgered.BRONZE, List.of(range(6)));
    tables.append(Ledgered.QUARANTINE, List.of(range(2)));

    assertThat(refused(0)).containsExactly(1, 3, 5);
  }

  @Test
  void whereTheQuarantineIsAheadWhatItDoesNotHoldIsAccepted() {
    tables.append(Ledgered.BRONZE, List.of(range(2)));
    tables.append(Ledgered.QUARANTINE, List.of(range(6)));

    assertThat(refused(0)).containsExactly(1, 3, 5);
  }

  private List<Integer> refused(long from) {
    var settled = history.settledFrom(1, from);
    return IntStream.range(0, 10).filter(offset -> settled.isRefused(offset)).boxed().toList();
  }

  private static AdmittedRange range(int records) {
    byte[][] values = new byte[records][];
    for (int i = 0; i < records; i++) {
      values[i] = i % 2 == 0 ? Records.bytes(Records.view("event " + i, i)) : Records.garbage();
    }
    PartitionJudge judge = PartitionJudge.startingAt(0, Records.RULES, AdmittedHistory.none(), 1);
    judge.judge(frameOfValues(1, 0, values), (category, millis, sum) -> {});
    return judge.handOn().orElseThrow();
  }
}
