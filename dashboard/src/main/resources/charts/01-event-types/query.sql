-- What customers do in the shop.
-- Grain: one row a type of event.
select
    event_type,
    count(*) as events
from retail.silver_events
group by event_type
order by events desc, event_type asc
