-- Activity of each day and of the thirty days that end with it. A customer counts once in thirty
-- days: one who was not seen in the thirty days before a visit comes in on its day, and goes out
-- thirty days after a visit that no other follows in time.
-- Grain: one row a day from the first event to the last, days without events too.
-- Columns:
--   day                DATE     the day, UTC
--   events             INT64    events of the day
--   active_users       INT64    customers with an event on the day
--   active_users_30d   INT64    customers with an event in the thirty days to the day
--   stickiness         FLOAT64  active_users by active_users_30d
--   purchases_30d      INT64    purchases in the thirty days
--   revenue_30d        NUMERIC  USD in the thirty days: purchases less returns
with user_days as (
    select
        user_id,
        event_date,
        count(*) as events,
        countif(event_type = 'purchase') as purchases,
        sum(if(event_type in ('purchase', 'return'), revenue, null)) as revenue
    from retail.silver_events
    group by user_id, event_date
),

neighbours as (
    select
        event_date,
        lag(event_date) over (partition by user_id order by event_date) as seen_before,
        lead(event_date) over (partition by user_id order by event_date) as seen_next
    from user_days
),

changes as (
    select
        event_date as day,
        1 as users
    from neighbours
    where seen_before is null or date_diff(event_date, seen_before, day) >= 30
    union all
    select
        date_add(event_date, interval 30 day) as day,
        -1 as users
    from neighbours
    where seen_next is null or date_diff(seen_next, event_date, day) >= 30
),

daily_changes as (
    select
        day,
        sum(users) as users
    from changes
    group by day
),

daily_activity as (
    select
        event_date as day,
        sum(events) as events,
        count(*) as active_users,
        sum(purchases) as purchases,
        sum(revenue) as revenue
    from user_days
    group by event_date
),

extent as (
    select
        min(day) as first_day,
        max(day) as last_day
    from daily_activity
),

days as (
    select day
    from extent
    cross join unnest(generate_date_array(extent.first_day, extent.last_day)) as day
),

rolling as (
    select
        days.day,
        coalesce(daily_activity.events, 0) as events,
        coalesce(daily_activity.active_users, 0) as active_users,
        sum(coalesce(daily_changes.users, 0)) over (
            order by days.day
            rows between unbounded preceding and current row
        ) as active_users_30d,
        sum(coalesce(daily_activity.purchases, 0)) over (
            order by unix_date(days.day)
            range between 29 preceding and current row
        ) as purchases_30d,
        sum(coalesce(daily_activity.revenue, 0)) over (
            order by unix_date(days.day)
            range between 29 preceding and current row
        ) as revenue_30d
    from days
    left join daily_activity on days.day = daily_activity.day
    left join daily_changes on days.day = daily_changes.day
)

select
    day,
    events,
    active_users,
    active_users_30d,
    safe_divide(active_users, active_users_30d) as stickiness,
    purchases_30d,
    revenue_30d
from rolling
order by day
