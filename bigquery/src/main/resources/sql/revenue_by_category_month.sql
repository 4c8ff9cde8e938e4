-- Revenue by category and month, from the materialized view.
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
    month_start,
    revenue,
    gross_revenue,
    purchases,
    returns
from retail.mv_revenue_by_category_month
order by month_start, category
