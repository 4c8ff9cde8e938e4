-- The same from the events themselves.
-- Grain: one row a category and month.
select
    category,
    cast(date_trunc(event_date, month) as date) as month_start,
    sum(revenue) as revenue
from retail.silver_events
where event_type in ('purchase', 'return')
group by category, month_start
order by month_start, category
