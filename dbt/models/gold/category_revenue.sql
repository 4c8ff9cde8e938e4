-- Grain: one row a category and month with a purchase or return.
select
    category,
    {{ month_of("event_date") }} as month_start,
    cast(sum(revenue) as {{ money() }}) as revenue,
    cast(sum(case when event_type = 'purchase' then revenue end) as {{ money() }}) as gross_revenue,
    cast(count(case when event_type = 'purchase' then 1 end) as {{ whole() }}) as purchases,
    cast(count(case when event_type = 'return' then 1 end) as {{ whole() }}) as returns
from {{ ref("stg_events") }}
where event_type in ('purchase', 'return')
group by category, month_start
