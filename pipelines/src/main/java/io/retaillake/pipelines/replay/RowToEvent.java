package io.retaillake.pipelines.replay;

import io.retaillake.transforms.event.RetailEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Turns the rows of one file into events, by a mapping bound to the file's columns. */
final class RowToEvent {

  private static final String DERIVED_PRICE = "revenue/quantity";

  private final TimeReader times;
  private final RoundingMode moneyRounding;
  private final boolean priceIsDerived;
  private final Template eventId;
  private final Template userId;
  private final @Nullable Template sessionId;
  private final @Nullable Template skuId;
  private final @Nullable Template category;
  private final @Nullable Template brand;
  private final Template eventType;
  private final Template eventTs;
  private final @Nullable Template price;
  private final @Nullable Template quantity;
  private final @Nullable Template revenue;
  private final @Nullable Template deviceType;
  private final @Nullable Template country;

  /**
   * Binds the mapping to a file with these columns.
   *
   * @throws io.retaillake.pipelines.cli.UserError if the file lacks a column that it names
   */
  RowToEvent(EventMapping mapping, List<String> columns) {
    times = mapping.timeReader();
    moneyRounding = mapping.moneyRounding();
    String priceText = mapping.template("price");
    priceIsDerived = priceText != null && priceText.replaceAll("\\s", "").equals(DERIVED_PRICE);
    eventId = required(mapping, columns, "event_id");
    userId = required(mapping, columns, "user_id");
    sessionId = optional(mapping, columns, "session_id");
    skuId = optional(mapping, columns, "sku_id");
    category = optional(mapping, columns, "category");
    brand = optional(mapping, columns, "brand");
    eventType = required(mapping, columns, "event_type");
    eventTs = required(mapping, columns, "event_ts");
    price = priceIsDerived ? null : optional(mapping, columns, "price");
    quantity = optional(mapping, columns, "quantity");
    revenue = optional(mapping, columns, "revenue");
    deviceType = optional(mapping, columns, "device_type");
    country = optional(mapping, columns, "country");
  }

  /**
   * The event of a row.
   *
   * @throws BadRowException if a required field is blank, or a cell is not what its field needs
   */
  RetailEvent map(@Nullable Object[] row, long rowNumber) throws BadRowException {
    Integer pieces = wholeNumber("quantity", quantity, row, rowNumber);
    BigDecimal earned = money("revenue", revenue, row, rowNumber);
    return RetailEvent.builder()
        .setEventId(present("event_id", eventId.text(row, rowNumber)))
        .setUserId(present("user_id", userId.text(row, rowNumber)))
        .setSessionId(text(sessionId, row, rowNumber))
        .setSkuId(text(skuId, row, rowNumber))
        .setCategory(text(category, row, rowNumber))
        .setBrand(text(brand, row, rowNumber))
        .setEventType(present("event_type", eventType.text(row, rowNumber)))
        .setEventTsMicros(
            times.micros("event_ts", present("event_ts", eventTs.value(row, rowNumber))))
        .setPrice(priceIsDerived ? each(earned, pieces) : money("price", price, row, rowNumber))
        .setQuantity(pieces)
        .setRevenue(earned)
        .setDeviceType(text(deviceType, row, rowNumber))
        .setCountry(text(country, row, rowNumber))
        .build();
  }

  private static @Nullable BigDecimal each(@Nullable BigDecimal earned, @Nullable Integer pieces) {
    if (earned == null || pieces == null || pieces == 0) {
      return earned == null ? null : earned.abs();
    }
    return earned.divide(BigDecimal.valueOf(pieces), 2, RoundingMode.HALF_UP).abs();
  }

  private @Nullable BigDecimal money(
      String field, @Nullable Template template, @Nullable Object[] row, long rowNumber)
      throws BadRowException {
    Object cell = template == null ? null : template.value(row, rowNumber);
    return cell == null ? null : Cells.money(field, cell, moneyRounding);
  }

  private static @Nullable Integer wholeNumber(
      String field, @Nullable Template template, @Nullable Object[] row, long rowNumber)
      throws BadRowException {
    Object cell = template == null ? null : template.value(row, rowNumber);
    return cell == null ? null : Cells.wholeNumber(field, cell);
  }

  private static @Nullable String text(
      @Nullable Template template, @Nullable Object[] row, long rowNumber) {
    return template == null ? null : template.text(row, rowNumber);
  }

  private static <T> T present(String field, @Nullable T value) throws BadRowException {
    if (value == null) {
      throw new BadRowException(field, "is blank");
    }
    return value;
  }

  private static Template required(EventMapping mapping, List<String> columns, String field) {
    return Template.parse(field, String.valueOf(mapping.template(field)), columns);
  }

  private static @Nullable Template optional(
      EventMapping mapping, List<String> columns, String field) {
    String text = mapping.template(field);
    return text == null || text.isEmpty() ? null : Template.parse(field, text, columns);
  }
}
