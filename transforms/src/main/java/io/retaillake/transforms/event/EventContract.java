package io.retaillake.transforms.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The contract's Avro schema, and its fields by position. */
public final class EventContract {

  static final int EVENT_ID = 0;
  static final int USER_ID = 1;
  static final int SESSION_ID = 2;
  static final int SKU_ID = 3;
  static final int CATEGORY = 4;
  static final int BRAND = 5;
  static final int EVENT_TYPE = 6;
  static final int EVENT_TS = 7;
  static final int PRICE = 8;
  static final int QUANTITY = 9;
  static final int REVENUE = 10;
  static final int DEVICE_TYPE = 11;
  static final int COUNTRY = 12;

  /** The digits after the point of {@code price} and {@code revenue}. */
  static final int MONEY_SCALE = 2;

  private static final Schema SCHEMA = load();

  private EventContract() {}

  /** The schema in {@code retail_event.avsc}, the version that this code reads and writes. */
  public static Schema schema() {
    return SCHEMA;
  }

  static String fieldName(int position) {
    return SCHEMA.getFields().get(position).name();
  }

  private static Schema load() {
    try (InputStream in = EventContract.class.getResourceAsStream("retail_event.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
