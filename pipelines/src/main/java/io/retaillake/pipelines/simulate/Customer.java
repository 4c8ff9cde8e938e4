package io.retaillake.pipelines.simulate;

import io.retaillake.pipelines.simulate.Visit.Purpose;

/**
 * A customer who walks through its own life visit by visit: about 150 bytes of state, whatever the
 * number of visits.
 *
 * <p>The first purchase falls at 65 · Beta(1, 5) weeks. Between purchases the customer comes by to
 * browse, more often as the next purchase draws near; after the last one the visits die away. Now
 * and then an order comes back some days later.
 */
final class Customer {

  private static final double NEVER = Double.POSITIVE_INFINITY;
  private static final double FIRST_PURCHASE_SHAPE = 5;
  private static final double LOOKING_AROUND_WEEKS = 3;
  private static final double FADING_WEEKS = 6;
  private static final double RETURN_SHARE = 0.04;
  private static final double SOONEST_RETURN_DAYS = 2;
  private static final double LATEST_RETURN_DAYS = 20;

  private final int index;
  private final double weeklyRate;
  private final double dropout;
  private final double orderRate;
  private final double visitsPerGap;
  private final SeededRandom random;

  private int purchases;
  private double purchaseAt;
  private double browseAt;
  private double returnAt = NEVER;
  private long returnedOrder;

  private double gapStart;
  private int visitsLeftInGap;
  private double placeInGap;

  Customer(int index, CustomerKind kind, double visitsPerGap, long seed) {
    this.index = index;
    this.visitsPerGap = visitsPerGap;
    this.random = new SeededRandom(SeededRandom.seed(seed, index));
    this.weeklyRate = kind.drawWeeklyRate(random);
    this.dropout = kind.drawDropout(random);
    this.orderRate = kind.drawOrderRate(random);
    double first =
        ShopCalendar.WEEKS * (1 - StrictMath.pow(random.uniform(), 1 / FIRST_PURCHASE_SHAPE));
    beginGap(Math.max(0, first - LOOKING_AROUND_WEEKS), first);
  }

  int index() {
    return index;
  }

  /** The rate, per USD, of this customer's gamma-distributed order values. */
  double orderRate() {
    return orderRate;
  }

  /** When the next visit is, in recipe weeks; infinite when there is none within the 65 weeks. */
  double nextVisitAt() {
    return Math.min(purchaseAt, Math.min(browseAt, returnAt));
  }

  boolean comesAgain() {
    return nextVisitAt() < NEVER;
  }

  /** Takes the next visit; {@link #comesAgain} must hold. */
  Visit nextVisit() {
    double at = nextVisitAt();
    long seed = random.nextLong();
    if (at == purchaseAt) {
      if (returnAt == NEVER && random.chance(RETURN_SHARE)) {
        planReturn(at, seed);
      }
      purchases++;
      boolean leaves = purchases > 1 && random.chance(dropout);
      beginGap(at, leaves ? NEVER : withinSpan(at + random.exponential(1 / weeklyRate)));
      return new Visit(this, Purpose.PURCHASE, at, seed, seed);
    }
    if (at == browseAt) {
      planBrowsing();
      return new Visit(this, Purpose.BROWSE, at, seed, seed);
    }
    returnAt = NEVER;
    return new Visit(this, Purpose.RETURN, at, seed, returnedOrder);
  }

  private void planReturn(double boughtAt, long orderSeed) {
    double days =
        SOONEST_RETURN_DAYS + random.uniform() * (LATEST_RETURN_DAYS - SOONEST_RETURN_DAYS);
    returnAt = withinSpan(boughtAt + days / 7);
    returnedOrder = orderSeed;
  }

  private void beginGap(double start, double nextPurchase) {
    gapStart = start;
    purchaseAt = nextPurchase;
    visitsLeftInGap = random.poisson(visitsPerGap);
    placeInGap = 0;
    planBrowsing();
  }

  /** Draws the gap's visits one after the other, as the order statistics of uniform places. */
  private void planBrowsing() {
    if (visitsLeftInGap == 0) {
      browseAt = NEVER;
      return;
    }
    double stay = StrictMath.pow(random.uniform(), 1.0 / visitsLeftInGap);
    placeInGap = 1 - (1 - placeInGap) * stay;
    visitsLeftInGap--;
    if (purchaseAt < NEVER) {
      browseAt = gapStart + (purchaseAt - gapStart) * StrictMath.sqrt(placeInGap);
    } else {
      browseAt = withinSpan(gapStart - FADING_WEEKS * StrictMath.log1p(-placeInGap));
    }
  }

  private static double withinSpan(double weeks) {
    return weeks < ShopCalendar.WEEKS ? weeks : NEVER;
  }
}
