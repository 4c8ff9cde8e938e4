-- Revenue by day, or by week counted back from the last day where there are many days.
with asked as (
    select
        cast(? as date) as from_day,
        cast(? as date) as to_day,
        cast(? as varchar) as category,
        cast(? as varchar) as country
),

step as (
    select case when to_day - from_day >= 92 then 7 else 1 end as days
    from asked
),

buckets as (
    select
        greatest(asked.from_day, asked.to_day - cast((n + 1) * step.days - 1 as integer)) as first_day,
        asked.to_day - cast(n * step.days as integer) as last_day,
        step.days as days
    from asked
    cross join step
    cross join range(0, cast((asked.to_day - asked.from_day) // step.days + 1 as bigint)) as numbers (n)
)

select
    buckets.first_day,
    buckets.last_day,
    buckets.last_day - buckets.first_day + 1 < buckets.days as partial,
    coalesce(sum(sales.revenue), 0) as revenue,
    cast(coalesce(sum(sales.purchases), 0) as bigint) as orders
from buckets
cross join asked
left join sales
    on sales.day between buckets.first_day and buckets.last_day
    and (asked.category is null or sales.category = asked.category)
    and (asked.country is null or sales.country = asked.country)
group by all
order by buckets.first_day
