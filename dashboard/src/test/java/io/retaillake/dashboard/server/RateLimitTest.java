package io.retaillake.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final InetAddress ONE = InetAddress.getLoopbackAddress();

  private final AtomicLong clock = new AtomicLong();
  private final RateLimit limit = new RateLimit(5, clock::get);

  @Test
  void twoSecondsWorthAtOnceThenSoManyASecond() throws Exception {
    assertThat(allowed(20)).isEqualTo(10);
    clock.addAndGet(1_000_000_000L);
    assertThat(allowed(20)).isEqualTo(5);
    assertThat(limit.allows(InetAddress.getByName("127.0.0.2"))).isTrue();
  }

  private int allowed(int tries) {
    int allowed = 0;
    for (int i = 0; i < tries; i++) {
      allowed += limit.allows(ONE) ? 1 : 0;
    }
    return allowed;
  }
}
