-- What the shop did each day, and how it compares with the same day a week before.
-- Grain: one row a day with an event, UTC.
-- Columns:
--   day                  DATE     the day
--   events               INT64    events
--   users                INT64    customers with an event
--   new_users            INT64    customers whose first event is of this day
--   sessions             INT64    visits
--   purchases            INT64    purchases
--   buyers               INT64    customers with a purchase
--   returns              INT64    returns
--   revenue              NUMERIC  USD: purchases less returns
--   average_order_value  FLOAT64  USD a purchase, to the cent; null without a purchase
--   conversion           FLOAT64  share of sessions with a purchase; null without a session
--   revenue_week_before  NUMERIC  revenue seven days before; null if that day had no event
with first_days as (
    select
        user_id,
        min(event_date) as first_day
    from retail.silver_events
    group by user_id
),

newcomers as (
    select
        first_day as day,
        count(*) as new_users
    from first_days
    group by first_day
),

days as (
    select
        event_date as day,
        count(*) as events,
        count(distinct user_id) as users,
        count(distinct session_id) as sessions,
        count(distinct if(event_type = 'purchase', session_id, null)) as buying_sessions,
        countif(event_type = 'purchase') as purchases,
        count(distinct if(event_type = 'purchase', user_id, null)) as buyers,
        countif(event_type = 'return') as returns,
        coalesce(sum(if(event_type in ('purchase', 'return'), revenue, null)), 0) as revenue,
        sum(if(event_type = 'purchase', revenue, null)) as gross_revenue
    from retail.silver_events
    group by event_date
)

select
    days.day,
    days.events,
    days.users,
    coalesce(newcomers.new_users, 0) as new_users,
    days.sessions,
    days.purchases,
    days.buyers,
    days.returns,
    days.revenue,
    round(safe_divide(cast(days.gross_revenue as float64), days.purchases), 2)
        as average_order_value,
    safe_divide(days.buying_sessions, days.sessions) as conversion,
    week_before.revenue as revenue_week_before
from days
left join newcomers on days.day = newcomers.day
left join days as week_before
    on days.day = date_add(week_before.day, interval 7 day)
order by days.day
