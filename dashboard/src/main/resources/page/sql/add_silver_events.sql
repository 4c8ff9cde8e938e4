insert into sales
select
    event_date,
    hour(event_ts),
    coalesce(category, 'unknown'),
    coalesce(country, 'unknown'),
    count(*),
    count_if(event_type = 'page_view'),
    count_if(event_type = 'purchase'),
    count_if(event_type = 'return'),
    count_if(arrival = 'late'),
    count_if(arrival = 'too_late'),
    coalesce(sum(case when event_type in ('purchase', 'return') then revenue end), 0),
    coalesce(sum(case when event_type = 'purchase' then revenue end), 0)
from added
group by all;
insert into buyers
select distinct
    event_date,
    coalesce(category, 'unknown'),
    coalesce(country, 'unknown'),
    hash(user_id)
from added
where event_type = 'purchase';
insert into latencies
select
    flink_latency_ms,
    count(*)
from added
group by all;
