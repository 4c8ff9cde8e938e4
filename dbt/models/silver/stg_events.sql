{{
    config(
        incremental_strategy="merge",
        unique_key="dedup_key",
        on_schema_change="fail",
        partition_by={"field": "event_date", "data_type": "date"} if target.type == "bigquery" else none,
        cluster_by=["user_id", "category"] if target.type == "bigquery" else none,
    )
}}

{%- set earliest = earliest_new_event() %}

-- Grain: one row an event, its latest version.
with

{% if is_incremental() -%}
loaded as (
    select
        kafka_partition,
        max(kafka_offset) as last_offset
    from {{ this }}
    group by kafka_partition
),

new_records as (
    select raw_events.*
    from {{ ref("raw_events") }} as raw_events
    left join loaded on raw_events.kafka_partition = loaded.kafka_partition
    where
        raw_events.kafka_offset > coalesce(loaded.last_offset, -1)
        {%- if earliest is not none %}
        and raw_events.event_ts >= cast('{{ earliest }}' as {{ instant() }})
        {%- endif %}
),

{% else -%}
new_records as (
    select * from {{ ref("raw_events") }}
),

{% endif -%}
latest_versions as (
    select *
    from new_records
    where true
    qualify row_number() over (
        partition by dedup_key
        order by kafka_offset desc, kafka_partition asc
    ) = 1
)

select
    dedup_key,
    dedup_key as event_id,
    {{ clean("user_id") }} as user_id,
    {{ clean_or_unknown("session_id") }} as session_id,
    {{ clean("sku_id") }} as sku_id,
    {{ clean("category") }} as category,
    {{ clean_or_unknown("brand") }} as brand,
    event_type,
    event_ts,
    price,
    quantity,
    coalesce(revenue, 0) as revenue,
    {{ clean_or_unknown("device_type") }} as device_type,
    {{ clean_or_unknown("country") }} as country,
    kafka_partition,
    kafka_offset,
    kafka_ts,
    is_late_arrival,
    flink_latency_ms,
    case
        when extract(hour from event_ts) < 6 then 'night'
        when extract(hour from event_ts) < 12 then 'morning'
        when extract(hour from event_ts) < 18 then 'afternoon'
        else 'evening'
    end as time_of_day,
    {{ is_weekend("cast(event_ts as date)") }} as is_weekend,
    cast(event_ts as date) as event_date,
    '{{ invocation_id }}' as merged_by
from latest_versions
