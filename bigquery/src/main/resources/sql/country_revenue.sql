-- What each country brings.
-- Grain: one row a country.
-- Columns:
--   country              STRING   ISO 3166 alpha-2; null where the event named none
--   users                INT64    customers with an event
--   buyers               INT64    customers with a purchase
--   purchases            INT64    purchases
--   returns              INT64    returns
--   revenue              NUMERIC  USD: purchases less returns
--   revenue_share        FLOAT64  share of all revenue
--   average_order_value  FLOAT64  USD a purchase, to the cent; null without a purchase
with countries as (
    select
        country,
        count(distinct user_id) as users,
        count(distinct if(event_type = 'purchase', user_id, null)) as buyers,
        countif(event_type = 'purchase') as purchases,
        countif(event_type = 'return') as returns,
        coalesce(sum(if(event_type in ('purchase', 'return'), revenue, null)), 0) as revenue,
        sum(if(event_type = 'purchase', revenue, null)) as gross_revenue
    from retail.silver_events
    group by country
)

select
    country,
    users,
    buyers,
    purchases,
    returns,
    revenue,
    safe_divide(cast(revenue as float64), cast(sum(revenue) over () as float64)) as revenue_share,
    round(safe_divide(cast(gross_revenue as float64), purchases), 2) as average_order_value
from countries
order by revenue desc, country asc
