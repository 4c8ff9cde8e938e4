-- How customer value is distributed: forty classes of equal width from 0 to the highest value, at
-- least one dollar wide. A customer's value is never below 0.
-- Grain: one row a class and tier with customers.
-- Columns:
--   class_number  INT64    1 to 40
--   from_usd      NUMERIC  inclusive
--   to_usd        NUMERIC  exclusive
--   tier          STRING   the customers' tier
--   customers     INT64    customers
--   clv_12m       NUMERIC  USD that they are expected to bring in twelve months
with widths as (
    select div(cast(floor(max(clv_12m)) as int64), 40) + 1 as width
    from retail.gold_customer_value
),

classed as (
    select
        div(cast(floor(customers.clv_12m) as int64), widths.width) + 1 as class_number,
        widths.width,
        customers.tier,
        customers.clv_12m
    from retail.gold_customer_value as customers
    cross join widths
)

select
    class_number,
    cast((class_number - 1) * width as numeric) as from_usd,
    cast(class_number * width as numeric) as to_usd,
    tier,
    count(*) as customers,
    sum(clv_12m) as clv_12m
from classed
group by class_number, width, tier
order by class_number, tier
