-- Grain: one row a record of the topic, duplicates and all.
select
    event_id,
    user_id,
    session_id,
    sku_id,
    category,
    brand,
    event_type,
    event_ts,
    price,
    quantity,
    revenue,
    device_type,
    country,
    kafka_partition,
    kafka_offset,
    kafka_ts,
    is_late_arrival,
    flink_latency_ms,
    {{ clean("event_id") }} as dedup_key
from {{ source("lakehouse", "bronze_events") }}
