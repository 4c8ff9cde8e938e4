-- Grain: one row a customer and category that the customer has bought from.
select
    user_id,
    category,
    cast(count(*) as {{ whole() }}) as purchases,
    cast(sum(revenue) as {{ money() }}) as revenue,
    max(event_ts) as last_purchase
from {{ ref("stg_events") }}
where event_type = 'purchase'
group by user_id, category
