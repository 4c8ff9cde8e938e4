-- Percentiles of the time from Kafka to the verdict, exact, and the share within eight seconds.
with counts as (
    select
        latency_ms,
        sum(events) as events
    from latencies
    group by latency_ms
),

ranked as (
    select
        latency_ms,
        sum(events) over (order by latency_ms) as events_to_here,
        sum(events) over () as events,
        sum(case when latency_ms <= 8000 then events else 0 end) over () as within_sla
    from counts
)

select
    asked.permille / 10.0 as percentile,
    min(ranked.latency_ms) as latency_ms,
    cast(max(ranked.events) as bigint) as events,
    cast(max(ranked.within_sla) as double) / cast(max(ranked.events) as double) as share_within_sla
from (values (500), (900), (950), (990), (1000)) as asked (permille)
inner join ranked on ranked.events_to_here * 1000 >= asked.permille * ranked.events
group by asked.permille
order by asked.permille
