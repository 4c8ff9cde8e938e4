-- Customers by how lately and how often they bought.
-- Grain: one row a pair of scores, those without customers too.
-- Columns:
--   r_score        INT64    recency, 1 to 5; 5 bought most lately
--   f_score        INT64    frequency, 1 to 5; 5 bought most often
--   customers      INT64    customers
--   revenue        NUMERIC  USD of all their purchases
--   mean_revenue   FLOAT64  USD a customer, to the cent; null without customers
with cells as (
    select
        r_score,
        f_score
    from unnest(generate_array(1, 5)) as r_score
    cross join unnest(generate_array(1, 5)) as f_score
),

scored as (
    select
        r_score,
        f_score,
        count(*) as customers,
        sum(monetary_total) as revenue
    from retail.gold_user_features
    group by r_score, f_score
)

select
    cells.r_score,
    cells.f_score,
    coalesce(scored.customers, 0) as customers,
    coalesce(scored.revenue, 0) as revenue,
    round(safe_divide(cast(scored.revenue as float64), scored.customers), 2) as mean_revenue
from cells
left join scored
    on
        cells.r_score = scored.r_score
        and cells.f_score = scored.f_score
order by cells.r_score, cells.f_score
