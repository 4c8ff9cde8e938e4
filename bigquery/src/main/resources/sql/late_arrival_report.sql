-- What came behind its partition's watermark: late ones were still summed into their window, those
-- too late are in silver only.
-- Grain: one row a month and kind of arrival.
-- Columns:
--   month_start      DATE     first day of the month, UTC
--   arrival          STRING   on_time, late or too_late
--   events           INT64    events
--   share            FLOAT64  their share of the month's events
--   users            INT64    customers
--   revenue          NUMERIC  USD: purchases less returns
--   mean_delay_s     FLOAT64  from the event to Kafka's time of its record, seconds on average
with arrivals as (
    select
        cast(date_trunc(event_date, month) as date) as month_start,
        arrival,
        count(*) as events,
        count(distinct user_id) as users,
        coalesce(sum(if(event_type in ('purchase', 'return'), revenue, null)), 0) as revenue,
        sum(timestamp_diff(kafka_ts, event_ts, millisecond)) as delay_ms
    from retail.silver_events
    group by month_start, arrival
)

select
    month_start,
    arrival,
    events,
    safe_divide(events, sum(events) over (partition by month_start)) as share,
    users,
    revenue,
    safe_divide(delay_ms, events) / 1000 as mean_delay_s
from arrivals
order by month_start, arrival
