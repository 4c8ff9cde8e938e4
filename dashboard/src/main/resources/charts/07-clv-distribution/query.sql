-- How customer value is distributed: six classes of equal ratio for each power of ten; the first
-- holds all below one dollar.
-- Grain: one row a class and tier with customers.
with classed as (
    select
        tier,
        clv_12m,
        if(
            clv_12m < 1,
            -1,
            cast(floor(6 * log10(cast(greatest(clv_12m, 1) as float64))) as int64)
        ) as class_number
    from retail.gold_customer_value
)

select
    pow(10, class_number / 6) as from_usd,
    pow(10, (class_number + 1) / 6) as to_usd,
    tier,
    count(*) as customers,
    sum(clv_12m) as clv_12m
from classed
group by class_number, tier
order by class_number, tier
