-- How long events took from Kafka to the verdict, in forty classes of equal width from 0 to the
-- longest, at least 1 ms wide.
-- Grain: one row a class, those without events too.
-- Columns:
--   class_number  INT64  1 to 40
--   from_ms       INT64  inclusive
--   to_ms         INT64  exclusive
--   events        INT64  events in the class
with latencies as (
    select
        flink_latency_ms as latency_ms,
        count(*) as events
    from retail.silver_events
    group by latency_ms
),

widths as (
    select div(max(latency_ms), 40) + 1 as width
    from latencies
),

classes as (
    select
        class_number,
        (class_number - 1) * widths.width as from_ms,
        class_number * widths.width as to_ms
    from widths
    cross join unnest(generate_array(1, 40)) as class_number
    where widths.width is not null
)

select
    classes.class_number,
    classes.from_ms,
    classes.to_ms,
    coalesce(sum(latencies.events), 0) as events
from classes
left join latencies
    on
        classes.from_ms <= latencies.latency_ms
        and classes.to_ms > latencies.latency_ms
group by classes.class_number, classes.from_ms, classes.to_ms
order by classes.class_number
