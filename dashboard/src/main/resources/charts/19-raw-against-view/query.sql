-- Revenue by category and month from the materialized view.
-- Grain: one row a category and month.
select
    category,
    month_start,
    revenue
from retail.mv_revenue_by_category_month
order by month_start, category
