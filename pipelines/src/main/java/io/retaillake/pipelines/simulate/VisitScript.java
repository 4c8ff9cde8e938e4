package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.event.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a customer does in a visit, in order: comes by a search, an offer or a page; looks around;
 * and, when it buys, looks at the article, puts it into the cart and pays.
 */
final class VisitScript {

  /** The last steps of a purchase that are about the ordered article: look, cart, pay. */
  private static final int STEPS_TO_BUY = 3;

  private static final double SEARCHES = 0.45;
  private static final double FOLLOWS_PROMO = 0.10;
  private static final double FOLLOWS_PROMO_IN_SALE_WEEK = 0.25;

  private final List<EventType> steps = new ArrayList<>();
  private final double followsPromo;
  private final SeededRandom random;
  private int firstStepOfOrder;

  private VisitScript(Visit visit, SeededRandom random) {
    this.followsPromo =
        ShopCalendar.isSale(visit.weeks()) ? FOLLOWS_PROMO_IN_SALE_WEEK : FOLLOWS_PROMO;
    this.random = random;
  }

  /** A visit that only browses. */
  static VisitScript ofBrowsing(Visit visit, int browsing, SeededRandom random) {
    VisitScript script = new VisitScript(visit, random);
    for (int step = 0; step < browsing; step++) {
      script.steps.add(step == 0 ? script.arrival() : script.lookingAround());
    }
    script.firstStepOfOrder = browsing;
    return script;
  }

  /** A visit that ends with a purchase. With few browsing events the earliest steps are missing. */
  static VisitScript ofPurchase(Visit visit, int browsing, boolean onSale, SeededRandom random) {
    VisitScript script = new VisitScript(visit, random);
    int before = Math.max(0, browsing + 1 - STEPS_TO_BUY);
    for (int step = 0; step < before; step++) {
      script.steps.add(step == 0 ? script.arrival(onSale) : script.lookingAround());
    }
    if (browsing > 1) {
      script.steps.add(EventType.PAGE_VIEW);
    }
    if (browsing > 0) {
      script.steps.add(EventType.ADD_TO_CART);
    }
    script.steps.add(EventType.PURCHASE);
    script.firstStepOfOrder = before;
    return script;
  }

  /** A visit that looks at an ordered article again and ends with its return. */
  static VisitScript ofReturn(Visit visit, int browsing, SeededRandom random) {
    VisitScript script = new VisitScript(visit, random);
    for (int step = 0; step < browsing; step++) {
      script.steps.add(EventType.PAGE_VIEW);
    }
    script.steps.add(EventType.RETURN);
    return script;
  }

  int size() {
    return steps.size();
  }

  EventType step(int number) {
    return steps.get(number);
  }

  /** Whether the step is about the article that is bought or returned in the visit. */
  boolean isAboutOrder(int number) {
    return number >= firstStepOfOrder;
  }

  private EventType arrival(boolean onSale) {
    return onSale ? EventType.PROMO_CLICK : arrival();
  }

  private EventType arrival() {
    double place = random.uniform();
    if (place < SEARCHES) {
      return EventType.SEARCH;
    }
    return place < SEARCHES + followsPromo ? EventType.PROMO_CLICK : EventType.PAGE_VIEW;
  }

  private EventType lookingAround() {
    int percent = random.below(100);
    if (percent < 72) {
      return EventType.PAGE_VIEW;
    }
    if (percent < 82) {
      return EventType.SEARCH;
    }
    if (percent < 90) {
      return EventType.WISHLIST;
    }
    return percent < 97 ? EventType.ADD_TO_CART : EventType.PROMO_CLICK;
  }
}
