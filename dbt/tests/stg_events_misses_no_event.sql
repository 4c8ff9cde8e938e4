-- Every event of bronze is in stg_events. Finds what came further behind than lookback_days.
select raw_events.dedup_key
from {{ ref("raw_events") }} as raw_events
left join {{ ref("stg_events") }} as stg_events on raw_events.dedup_key = stg_events.dedup_key
where stg_events.dedup_key is null
