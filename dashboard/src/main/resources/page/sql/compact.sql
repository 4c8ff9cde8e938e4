create or replace table sales as
select
    day,
    hour,
    category,
    country,
    cast(sum(events) as bigint) as events,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(purchases) as bigint) as purchases,
    cast(sum(returns) as bigint) as returns,
    cast(sum(late) as bigint) as late,
    cast(sum(too_late) as bigint) as too_late,
    cast(sum(revenue) as decimal(38, 2)) as revenue,
    cast(sum(gross_revenue) as decimal(38, 2)) as gross_revenue
from sales
group by all;
create or replace table buyers as
select distinct *
from buyers;
create or replace table latencies as
select
    latency_ms,
    cast(sum(events) as bigint) as events
from latencies
group by all;
create or replace table windows as
select *
from windows
qualify row_number() over (partition by window_start, category order by events desc, emitted_at) = 1;
