-- Revenue by category; the filter by category itself does not apply, so that all can be compared.
with asked as (
    select
        cast(? as date) as from_day,
        cast(? as date) as to_day,
        cast(? as varchar) as category,
        cast(? as varchar) as country
)

select
    sales.category,
    sum(sales.revenue) as revenue,
    cast(sum(sales.purchases) as bigint) as orders,
    cast(sum(sales.returns) as bigint) as returns,
    cast(sum(sales.revenue) as double) / nullif(cast(sum(sum(sales.revenue)) over () as double), 0) as share
from sales
cross join asked
where
    sales.day between asked.from_day and asked.to_day
    and (asked.country is null or sales.country = asked.country)
group by sales.category
having count_if(sales.purchases + sales.returns > 0) > 0
order by revenue desc, sales.category
