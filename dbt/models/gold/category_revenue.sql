-- Grain: one row a month and category that anything was bought from or returned to.
select
    {{ month_of("event_date") }} as revenue_month,
    category,
    cast(sum(revenue) as {{ money() }}) as revenue,
    cast(sum(case when event_type = 'purchase' then revenue else 0 end) as {{ money() }}) as purchase_revenue,
    cast(count(case when event_type = 'purchase' then 1 end) as {{ whole() }}) as purchases,
    cast(count(case when event_type = 'return' then 1 end) as {{ whole() }}) as returns,
    cast(count(distinct user_id) as {{ whole() }}) as customers
from {{ ref("stg_events") }}
where event_type in ('purchase', 'return')
group by revenue_month, category
