-- Every acceptable record of the topic, as it came; one row a record.
-- Generated from the files in schemas/: change those.
create table if not exists retail.bronze_events (
    event_id string not null options (description = "Identifies the event; a retry repeats it"),
    user_id string not null options (description = "The customer"),
    session_id string options (description = "The visit"),
    sku_id string options (description = "The article"),
    category string options (description = "The article's category"),
    brand string options (description = "The article's brand"),
    event_type string not null options (description = "What the customer did"),
    event_ts timestamp not null options (description = "When it happened, UTC"),
    price numeric(18, 2) options (description = "USD a piece"),
    quantity int64 options (description = "Pieces"),
    revenue numeric(18, 2) options (description = "USD; negative for a return"),
    device_type string options (description = "What the customer used"),
    country string options (description = "ISO 3166 alpha-2"),
    kafka_partition int64 not null options (description = "The record's partition"),
    kafka_offset int64 not null options (description = "The record's offset"),
    kafka_ts timestamp not null options (description = "Kafka's time of the record"),
    is_late_arrival bool not null options (description = "Behind its partition's watermark"),
    flink_latency_ms int64 not null options (description = "Measured: from Kafka's time of the record to when it was judged"),
    event_year int64 not null options (description = "Year of event_ts, UTC"),
    event_month int64 not null options (description = "Month of event_ts, UTC, 1 to 12")
)
partition by date(event_ts)
cluster by user_id, event_type
options (
    description = "Every acceptable record of the topic, as it came; one row a record"
)
