-- The mart's months add up to what the events brought, to the cent.
with

totals as (
    select
        (select coalesce(sum(revenue), 0) from {{ ref("category_revenue") }}) as of_categories,
        (
            select coalesce(sum(revenue), 0)
            from {{ ref("stg_events") }}
            where event_type in ('purchase', 'return')
        ) as of_events
)

select
    of_categories,
    of_events
from totals
where of_categories <> of_events
