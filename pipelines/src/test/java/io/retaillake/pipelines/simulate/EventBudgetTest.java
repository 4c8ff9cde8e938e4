package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBudgetTest {

  @ParameterizedTest
  @ValueSource(longs = {1_500, 10_000, 10_007, 50_000})
  void grantsAllEventsAndNotOneMore(long events) {
    Customers customers = new Customers(200, events, 1);
    EventBudget budget = EventBudget.of(customers, events);
    long granted = 0;
    Iterator<Visit> visits = customers.visits();
    while (visits.hasNext()) {
      Visit visit = visits.next();
      granted += budget.grant(visit.browsingWanted());
      granted += visit.purpose() == Visit.Purpose.BROWSE ? 0 : 1;
    }

    assertThat(granted).isEqualTo(events);
  }

  @Test
  void fewerEventsThanPurchasesAreRefused() {
    Customers customers = new Customers(200, 300, 1);

    assertThatThrownBy(() -> EventBudget.of(customers, 300))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("300 events are too few: these customers make \\d+ purchases .*");
  }
}
