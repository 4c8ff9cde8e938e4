-- Percentiles of the time from Kafka to the verdict, by the nearest rank: exact.
-- Grain: one row a percentile; none without events.
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
            order by latency_ms rows between unbounded preceding and current row
        ) as events_to_here,
        sum(events) over () as events
    from latencies
)

select
    permille / 10 as percentile,
    min(ranked.latency_ms) as latency_ms
from ranked
cross join unnest([500, 750, 900, 950, 990, 999, 1000]) as permille
where ranked.events_to_here * 1000 >= permille * ranked.events
group by permille
order by permille
