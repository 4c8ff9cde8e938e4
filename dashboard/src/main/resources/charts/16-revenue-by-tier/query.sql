-- What each tier of customers has brought.
-- Grain: one row a tier.
select
    tier,
    count(*) as customers,
    sum(past_revenue) as past_revenue,
    sum(clv_12m) as clv_12m
from retail.gold_customer_value
group by tier
order by past_revenue desc, tier asc
