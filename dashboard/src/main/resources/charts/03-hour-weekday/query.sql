-- When customers shop: events by hour and weekday, UTC.
-- Grain: one row an hour and weekday with events.
select
    extract(dayofweek from event_ts) as weekday,
    extract(hour from event_ts) as hour,
    count(*) as events,
    countif(event_type = 'purchase') as purchases
from retail.silver_events
group by weekday, hour
order by weekday, hour
