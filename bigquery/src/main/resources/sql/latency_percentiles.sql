-- Percentiles of the time from Kafka to the verdict, by the nearest rank: exact.
-- Grain: one row a percentile; none without events.
-- Columns:
--   percentile     FLOAT64  50 to 100
--   latency_ms     INT64    this share of the events took at most this long
--   events         INT64    events that it is of
--   within_sla     BOOL     no more than the 8 s that a live stream is held to
with latencies as (
    select
        flink_latency_ms as latency_ms,
        count(*) as events
    from retail.silver_events
    group by latency_ms
),

ranked as (
    select
        latency_ms,
        sum(events) over (
            order by latency_ms
            rows between unbounded preceding and current row
        ) as events_to_here,
        sum(events) over () as events
    from latencies
)

select
    permille / 10 as percentile,
    min(ranked.latency_ms) as latency_ms,
    max(ranked.events) as events,
    min(ranked.latency_ms) <= 8000 as within_sla
from ranked
cross join unnest([500, 750, 900, 950, 990, 999, 1000]) as permille
where ranked.events_to_here * 1000 >= permille * ranked.events
group by permille
order by permille
