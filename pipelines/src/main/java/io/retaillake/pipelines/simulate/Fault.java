package io.retaillake.pipelines.simulate;

/** What can be wrong with a malformed record. */
enum Fault {
  /** Not Avro at all: a gateway's error page. */
  NOT_AVRO,
  /** A record that ends too soon. */
  TRUNCATED,
  /** Confluent's wire format, with a schema that no registry knows. */
  UNKNOWN_SCHEMA,
  MISSING_EVENT_ID,
  MISSING_USER_ID,
  MISSING_EVENT_TS,
  NEGATIVE_PRICE,
  UNKNOWN_EVENT_TYPE,
  /** A clock that was never set. */
  TIME_OF_1970,
  /** A clock twenty years ahead. */
  TIME_AHEAD,
  /** A purchase with negative revenue. */
  WRONG_REVENUE_SIGN
}
