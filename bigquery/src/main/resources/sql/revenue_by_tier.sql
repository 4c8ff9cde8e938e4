-- What each tier of customers has brought and is expected to bring.
-- Grain: one row a tier.
-- Columns:
--   tier            STRING   Champions, Loyalists, At Risk or Churned
--   customers       INT64    customers
--   past_revenue    NUMERIC  USD of all their purchases
--   revenue_share   FLOAT64  its share of all
--   clv_12m         NUMERIC  USD that they are expected to bring in twelve months
--   clv_share       FLOAT64  its share of all
with tiers as (
    select
        tier,
        count(*) as customers,
        sum(past_revenue) as past_revenue,
        sum(clv_12m) as clv_12m
    from retail.gold_customer_value
    group by tier
)

select
    tier,
    customers,
    past_revenue,
    safe_divide(
        cast(past_revenue as float64),
        cast(sum(past_revenue) over () as float64)
    ) as revenue_share,
    clv_12m,
    safe_divide(cast(clv_12m as float64), cast(sum(clv_12m) over () as float64)) as clv_share
from tiers
order by clv_12m desc, tier asc
