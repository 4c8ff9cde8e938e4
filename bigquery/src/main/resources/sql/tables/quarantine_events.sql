-- Records that can't be read or can't be true, with the reason; kept for 30 days.
-- Generated from the files in schemas/: change those.
create table if not exists retail.quarantine_events (
    raw_key bytes options (description = "The record's key, byte for byte"),
    raw_value bytes options (description = "The record's value, byte for byte"),
    kafka_topic string not null options (description = "The record's topic"),
    kafka_partition int64 not null options (description = "The record's partition"),
    kafka_offset int64 not null options (description = "The record's offset"),
    kafka_ts timestamp not null options (description = "Kafka's time of the record"),
    step string not null options (description = "The step that refused the record"),
    reason string not null options (description = "Why"),
    quarantined_at timestamp not null options (description = "When the record was judged")
)
partition by date(quarantined_at)
cluster by step
options (
    description = "Records that can't be read or can't be true, with the reason; kept for 30 days",
    partition_expiration_days = 30
)
