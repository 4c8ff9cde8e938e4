package io.retaillake.dashboard.server;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many requests a second from each address, and two seconds' worth at once. */
final class RateLimit {

  private static final double NANOS = 1e9;
  private static final int ADDRESSES = 10_000;

  private final double perSecond;
  private final LongSupplier nanoClock;
  private final Cache<InetAddress, Bucket> buckets =
      CacheBuilder.newBuilder()
          .maximumSize(ADDRESSES)
          .expireAfterAccess(1, TimeUnit.MINUTES)
          .build();

  RateLimit(int perSecond, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.nanoClock = nanoClock;
  }

  /** True if one more request of this address is within the limit. */
  boolean allows(InetAddress address) {
    Bucket bucket = buckets.asMap().computeIfAbsent(address, key -> new Bucket());
    return bucket.take(nanoClock.getAsLong());
  }

  private final class Bucket {
    private double tokens = 2 * perSecond;
    private long at = nanoClock.getAsLong();

    synchronized boolean take(long now) {
      tokens = Math.min(2 * perSecond, tokens + (now - at) / NANOS * perSecond);
      at = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
