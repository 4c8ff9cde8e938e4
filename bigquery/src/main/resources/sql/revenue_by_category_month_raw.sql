-- Revenue by category and month, from the events themselves: what the materialized view saves.
-- Grain: one row a category and month with a purchase or return.
-- Columns:
--   category       STRING   null where the event named none
--   month_start    DATE     first day of the month, UTC
--   revenue        NUMERIC  USD: purchases less returns
--   gross_revenue  NUMERIC  USD of the purchases; null without one
--   purchases      INT64    purchases
--   returns        INT64    returns
select
    category,
    cast(date_trunc(event_date, month) as date) as month_start,
    sum(revenue) as revenue,
    sum(if(event_type = 'purchase', revenue, null)) as gross_revenue,
    countif(event_type = 'purchase') as purchases,
    countif(event_type = 'return') as returns
from retail.silver_events
where event_type in ('purchase', 'return')
group by category, month_start
order by month_start, category
