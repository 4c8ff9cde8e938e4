-- Revenue by hour of the day, UTC.
with asked as (
    select
        cast(? as date) as from_day,
        cast(? as date) as to_day,
        cast(? as varchar) as category,
        cast(? as varchar) as country
)

select
    hours.n as hour,
    coalesce(sum(sales.revenue), 0) as revenue,
    cast(coalesce(sum(sales.purchases), 0) as bigint) as orders
from range(0, 24) as hours (n)
cross join asked
left join sales
    on sales.hour = hours.n
    and sales.day between asked.from_day and asked.to_day
    and (asked.category is null or sales.category = asked.category)
    and (asked.country is null or sales.country = asked.country)
group by hours.n
order by hours.n
