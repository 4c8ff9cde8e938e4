-- When the shop is busy, by day of the week and hour, UTC.
-- Grain: one row a day of the week and hour, those without events too.
-- Columns:
--   weekday    INT64    1 is Monday, 7 is Sunday
--   hour       INT64    0 to 23
--   events     INT64    events
--   users      INT64    customers
--   purchases  INT64    purchases
--   revenue    NUMERIC  USD: purchases less returns
with hours as (
    select
        weekday,
        hour
    from unnest(generate_array(1, 7)) as weekday
    cross join unnest(generate_array(0, 23)) as hour
),

activity as (
    select
        mod(extract(dayofweek from event_date) + 5, 7) + 1 as weekday,
        extract(hour from event_ts) as hour,
        count(*) as events,
        count(distinct user_id) as users,
        countif(event_type = 'purchase') as purchases,
        sum(if(event_type in ('purchase', 'return'), revenue, null)) as revenue
    from retail.silver_events
    group by weekday, hour
)

select
    hours.weekday,
    hours.hour,
    coalesce(activity.events, 0) as events,
    coalesce(activity.users, 0) as users,
    coalesce(activity.purchases, 0) as purchases,
    coalesce(activity.revenue, 0) as revenue
from hours
left join activity
    on
        hours.weekday = activity.weekday
        and hours.hour = activity.hour
order by hours.weekday, hours.hour
