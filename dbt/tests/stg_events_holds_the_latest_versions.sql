-- No record of bronze is newer than its event's row in stg_events.
select raw_events.dedup_key
from {{ ref("raw_events") }} as raw_events
inner join {{ ref("stg_events") }} as stg_events on raw_events.dedup_key = stg_events.dedup_key
where
    raw_events.kafka_partition = stg_events.kafka_partition
    and raw_events.kafka_offset > stg_events.kafka_offset
