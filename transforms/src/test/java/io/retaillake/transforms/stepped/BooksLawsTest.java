package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.admission.TopicRecord;
import io.retaillake.transforms.admission.Topics;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import io.retaillake.transforms.windows.RevenueSum;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The books balance, whatever is in the topic. */
class BooksLawsTest {

  private static final AdmissionRules RULES =
      Records.RULES.withDeduplicationHorizon(Duration.ofDays(10_000));

  @Provide
  Arbitrary<List<List<TopicRecord>>> topics() {
    return Topics.any();
  }

  @Property(tries = 400)
  void everyRecordIsInBronzeOrInQuarantine(@ForAll("topics") List<List<TopicRecord>> topic) {
    Contents tables = SteppedStream.readAtOnce(topic, RULES);

    List<String> records = new ArrayList<>();
    for (int partition = 0; partition < topic.size(); partition++) {
      for (TopicRecord record : topic.get(partition)) {
        records.add(TablesInMemory.place(partition, record.offset()));
      }
    }
    List<String> held = new ArrayList<>(places(tables.bronze()));
    held.addAll(places(tables.quarantine()));
    assertThat(held).containsExactlyInAnyOrderElementsOf(records);
  }

  @Property(tries = 400)
  void silverHoldsEveryAcceptedEventOnce(@ForAll("topics") List<List<TopicRecord>> topic) {
    Contents tables = SteppedStream.readAtOnce(topic, RULES);

    Set<String> idsInBronze = new HashSet<>();
    tables.bronze().forEach(row -> idsInBronze.add(idAt(topic, row)));
    assertThat(tables.silver().stream().map(row -> idAt(topic, row)).toList())
        .containsExactlyInAnyOrderElementsOf(idsInBronze);
  }

  @Property(tries = 400)
  void windowsAndWhatCameTooLateAreTheRevenueOfSilver(
      @ForAll("topics") List<List<TopicRecord>> topic) {
    Contents tables = SteppedStream.readAtOnce(topic, RULES);

    BigDecimal windows =
        tables.windows().values().stream()
            .map(RevenueSum::revenueUsd)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tooLate =
        revenue(topic, tables.silver().stream().filter(row -> row.endsWith("too_late")).toList());
    assertThat(windows.add(tooLate)).isEqualByComparingTo(revenue(topic, tables.silver()));
  }

  private static List<String> places(List<String> rows) {
    return rows.stream().map(row -> row.substring(0, row.indexOf(' '))).toList();
  }

  private static BigDecimal revenue(List<List<TopicRecord>> topic, List<String> rows) {
    return rows.stream()
        .map(row -> eventAt(topic, row).getRevenue())
        .filter(revenue -> revenue != null)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String idAt(List<List<TopicRecord>> topic, String row) {
    return row.charAt(0) + " " + eventAt(topic, row).getEventId().strip();
  }

  private static RetailEvent eventAt(List<List<TopicRecord>> topic, String row) {
    String[] place = row.substring(0, row.indexOf(' ')).split("/");
    long offset = Long.parseLong(place[1]);
    byte[] value =
        topic.get(Integer.parseInt(place[0])).stream()
            .filter(record -> record.offset() == offset)
            .findFirst()
            .orElseThrow()
            .value();
    try {
      return RetailEventCodec.create().decode(value);
    } catch (UndecodableEventException e) {
      throw new AssertionError("a row of what is no event", e);
    }
  }
}
