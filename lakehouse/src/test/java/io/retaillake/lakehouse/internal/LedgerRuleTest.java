package io.retaillake.lakehouse.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.internal.LedgerRule.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerRuleTest {

  @ParameterizedTest
  @CsvSource({
    // ledger, from, to, verdict of a follower, verdict of one that starts a chain
    ",   -1,  9, WAIT,        APPEND",
    ",   49, 99, WAIT,        APPEND",
    "9,  -1,  4, SKIP,        SKIP",
    "9,  -1,  9, SKIP,        SKIP",
    "9,   9,  9, SKIP,        SKIP",
    "9,   4, 10, APPEND_REST, APPEND_REST",
    "9,   8, 19, APPEND_REST, APPEND_REST",
    "9,   9, 10, APPEND,      APPEND",
    "9,  10, 19, WAIT,        APPEND",
  })
  void verdictFollowsFromLedgerAndRange(
      Long ledger, long from, long to, Verdict follower, Verdict starter) {
    OptionalLong held = ledger == null ? OptionalLong.empty() : OptionalLong.of(ledger);

    assertThat(LedgerRule.judge(held, OffsetRange.of("t/0", from, to))).isEqualTo(follower);
    assertThat(LedgerRule.judge(held, OffsetRange.startingChain("t/0", from, to)))
        .isEqualTo(starter);
  }
}
