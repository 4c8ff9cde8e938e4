-- What share of all customer value the best customers bring, percent by percent.
-- Grain: one row a percent of the customers, as far as there are customers.
-- Columns:
--   customer_percent  INT64    the best this many percent, rounded up to a whole customer
--   customers         INT64    customers in them
--   clv_12m           NUMERIC  USD that they are expected to bring in twelve months
--   clv_share         FLOAT64  its share of all
with ranked as (
    select
        clv_12m,
        row_number() over (order by clv_12m desc, user_id asc) as place,
        count(*) over () as customers,
        sum(clv_12m) over () as total
    from retail.gold_customer_value
),

percents as (
    select
        cast(ceil(place * 100 / customers) as int64) as customer_percent,
        count(*) as customers,
        sum(clv_12m) as clv_12m,
        max(total) as total
    from ranked
    group by customer_percent
),

cumulated as (
    select
        customer_percent,
        total,
        sum(customers) over (
            order by customer_percent
            rows between unbounded preceding and current row
        ) as customers,
        sum(clv_12m) over (
            order by customer_percent
            rows between unbounded preceding and current row
        ) as clv_12m
    from percents
)

select
    customer_percent,
    customers,
    clv_12m,
    safe_divide(cast(clv_12m as float64), cast(total as float64)) as clv_share
from cumulated
order by customer_percent
