-- Revenue by category and month, from the materialized view: the seven categories with most
-- revenue, and the others together.
-- Grain: one row a category and month.
with categories as (
    select
        category,
        row_number() over (order by sum(revenue) desc, category asc) as place
    from retail.mv_revenue_by_category_month
    group by category
),

labelled as (
    select
        if(categories.place <= 7, coalesce(months.category, 'unknown'), 'all others') as label,
        least(categories.place, 8) as place,
        months.month_start,
        months.revenue
    from retail.mv_revenue_by_category_month as months
    inner join categories on coalesce(months.category, '') = coalesce(categories.category, '')
)

select
    label as category,
    place,
    month_start,
    sum(revenue) as revenue
from labelled
group by label, place, month_start
order by month_start, place
