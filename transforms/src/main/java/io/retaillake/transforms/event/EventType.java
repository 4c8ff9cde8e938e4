package io.retaillake.transforms.event;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of event that the contract knows, each with the name it has on the wire. */
public enum EventType {
  PAGE_VIEW("page_view"),
  SEARCH("search"),
  ADD_TO_CART("add_to_cart"),
  PURCHASE("purchase"),
  RETURN("return"),
  PROMO_CLICK("promo_click"),
  WISHLIST("wishlist");

  private static final Map<String, EventType> BY_WIRE_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** True for the two kinds that move money: a purchase and a return. */
  public boolean movesMoney() {
    return this == PURCHASE || this == RETURN;
  }

  /** The kind with this name on the wire, or empty when the contract has none such. */
  public static Optional<EventType> ofWireName(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
