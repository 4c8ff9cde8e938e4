package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Plays a visit out into the events that the shop's page would have sent. */
final class VisitPlayer {

  private static final BigDecimal NO_REVENUE = BigDecimal.valueOf(0, 2);
  private static final double LOOKS_ELSEWHERE = 0.15;

  private final long seed;
  private final VisitTimes times;
  private final EventIds eventIds;

  VisitPlayer(long seed, VisitTimes times) {
    this.seed = seed;
    this.times = times;
    this.eventIds = new EventIds(seed);
  }

  /**
   * The events of the visit, in order of time.
   *
   * @param atMicros the moment of its purchase or return, or else of its first event
   * @param browsing how many events it has besides its purchase or return
   */
  List<RetailEvent> play(Visit visit, long atMicros, int browsing) {
    SeededRandom random = new SeededRandom(visit.seed());
    Shopper shopper = Shopper.of(visit.customer(), seed);
    RetailEvent.Builder event =
        RetailEvent.builder()
            .setUserId(shopper.userId())
            .setSessionId("s-" + HexFormat.of().toHexDigits(visit.seed()))
            .setDeviceType(shopper.device(random))
            .setCountry(shopper.reportedCountry(random));
    return switch (visit.purpose()) {
      case BROWSE -> {
        Category department = shopper.department(random);
        VisitScript script = VisitScript.ofBrowsing(visit, browsing, random);
        long[] at = times.startingAt(atMicros, script.size(), random);
        yield play(event, script, at, shopper, department, null, random);
      }
      case PURCHASE -> {
        Order order = Order.of(visit.customer(), shopper, visit.orderSeed());
        VisitScript script = VisitScript.ofPurchase(visit, browsing, order.onSale(), random);
        long[] at = times.endingAt(atMicros, script.size(), random);
        yield play(event, script, at, shopper, order.sku().category(), order, random);
      }
      case RETURN -> {
        Order order = Order.of(visit.customer(), shopper, visit.orderSeed());
        VisitScript script = VisitScript.ofReturn(visit, browsing, random);
        long[] at = times.endingAt(atMicros, script.size(), random);
        yield play(event, script, at, shopper, order.sku().category(), order, random);
      }
    };
  }

  private List<RetailEvent> play(
      RetailEvent.Builder event,
      VisitScript script,
      long[] at,
      Shopper shopper,
      Category department,
      @Nullable Order order,
      SeededRandom random) {
    List<RetailEvent> events = new ArrayList<>(script.size());
    for (int step = 0; step < script.size(); step++) {
      EventType type = script.step(step);
      event.setEventId(eventIds.next()).setEventType(type.wireName()).setEventTsMicros(at[step]);
      if (order != null && script.isAboutOrder(step)) {
        describeOrder(event, type, order);
      } else {
        boolean elsewhere = random.chance(LOOKS_ELSEWHERE);
        describeLook(event, type, elsewhere ? shopper.department(random) : department, random);
      }
      events.add(event.build());
    }
    return events;
  }

  private static void describeLook(
      RetailEvent.Builder event, EventType type, Category category, SeededRandom random) {
    event.setCategory(category.wireName()).setRevenue(NO_REVENUE);
    if (type == EventType.SEARCH) {
      event.setSkuId(null).setBrand(null).setPrice(null).setQuantity(null);
    } else {
      Sku sku = Catalogue.anySku(category, random);
      event
          .setSkuId(sku.id())
          .setBrand(sku.brand())
          .setPrice(sku.listPrice())
          .setQuantity(type == EventType.ADD_TO_CART ? 1 : null);
    }
  }

  private static void describeOrder(RetailEvent.Builder event, EventType type, Order order) {
    Sku sku = order.sku();
    event.setSkuId(sku.id()).setCategory(sku.category().wireName()).setBrand(sku.brand());
    if (type == EventType.PAGE_VIEW) {
      event.setPrice(sku.listPrice()).setQuantity(null).setRevenue(NO_REVENUE);
      return;
    }
    event.setPrice(order.price()).setQuantity(order.quantity());
    event.setRevenue(
        switch (type) {
          case PURCHASE -> order.revenue();
          case RETURN -> order.revenue().negate();
          default -> NO_REVENUE;
        });
  }
}
