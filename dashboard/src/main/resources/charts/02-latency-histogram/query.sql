-- How long events took from Kafka to the verdict, in forty classes of equal width that reach the
-- longest latency, or the 8 s that a live stream is held to if that is more.
-- Grain: one row a class, those without events too.
with latencies as (
    select
        flink_latency_ms,
        count(*) as events
    from retail.silver_events
    group by flink_latency_ms
),

widths as (
    select greatest(div(max(flink_latency_ms), 40) + 1, 225) as width
    from latencies
),

classes as (
    select
        class_number * widths.width as from_ms,
        (class_number + 1) * widths.width as to_ms
    from widths
    cross join unnest(generate_array(0, 39)) as class_number
    where widths.width is not null
)

select
    classes.from_ms,
    classes.to_ms,
    coalesce(sum(latencies.events), 0) as events,
    coalesce(sum(if(latencies.flink_latency_ms <= 8000, latencies.events, 0)), 0) as within_sla
from classes
left join latencies
    on
        classes.from_ms <= latencies.flink_latency_ms
        and classes.to_ms > latencies.flink_latency_ms
group by classes.from_ms, classes.to_ms
order by classes.from_ms
