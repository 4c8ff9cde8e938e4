-- What share of all predicted customer value the best customers bring, percent by percent.
-- Grain: one row a percent of the customers.
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
        div(place * 100 + customers - 1, customers) as customer_percent,
        sum(clv_12m) as clv_12m,
        max(total) as total
    from ranked
    group by customer_percent
)

select
    customer_percent,
    safe_divide(
        cast(
            sum(clv_12m) over (
                order by customer_percent rows between unbounded preceding and current row
            ) as float64
        ),
        cast(total as float64)
    ) as clv_share
from percents
order by customer_percent
