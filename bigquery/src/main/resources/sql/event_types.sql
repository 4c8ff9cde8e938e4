-- What customers do.
-- Grain: one row a type of event.
-- Columns:
--   event_type  STRING   the type
--   events      INT64    events
--   share       FLOAT64  share of all events
--   users       INT64    customers
--   revenue     NUMERIC  USD; null where the type has none
with types as (
    select
        event_type,
        count(*) as events,
        count(distinct user_id) as users,
        sum(if(event_type in ('purchase', 'return'), revenue, null)) as revenue
    from retail.silver_events
    group by event_type
)

select
    event_type,
    events,
    safe_divide(events, sum(events) over ()) as share,
    users,
    revenue
from types
order by events desc, event_type asc
