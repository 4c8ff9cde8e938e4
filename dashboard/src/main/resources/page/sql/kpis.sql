-- The sums behind the key figures, of the days asked for and of as many days before them.
with asked as (
    select
        cast(? as date) as from_day,
        cast(? as date) as to_day,
        cast(? as varchar) as category,
        cast(? as varchar) as country
),

periods as (
    select
        'now' as period,
        from_day,
        to_day
    from asked
    union all
    select
        'before' as period,
        from_day - cast(to_day - from_day + 1 as integer) as from_day,
        from_day - 1 as to_day
    from asked
),

sums as (
    select
        periods.period,
        sum(sales.revenue) as revenue,
        sum(sales.gross_revenue) as gross_revenue,
        sum(sales.purchases) as purchases,
        sum(sales.returns) as returns,
        sum(sales.page_views) as page_views
    from periods
    cross join asked
    inner join sales
        on sales.day between periods.from_day and periods.to_day
        and (asked.category is null or sales.category = asked.category)
        and (asked.country is null or sales.country = asked.country)
    group by periods.period
),

customers as (
    select
        periods.period,
        count(distinct buyers.customer) as buyers
    from periods
    cross join asked
    inner join buyers
        on buyers.day between periods.from_day and periods.to_day
        and (asked.category is null or buyers.category = asked.category)
        and (asked.country is null or buyers.country = asked.country)
    group by periods.period
)

select
    periods.period,
    periods.from_day,
    periods.to_day,
    coalesce(sums.revenue, 0) as revenue,
    coalesce(sums.gross_revenue, 0) as gross_revenue,
    cast(coalesce(sums.purchases, 0) as bigint) as purchases,
    cast(coalesce(sums.returns, 0) as bigint) as returns,
    cast(coalesce(sums.page_views, 0) as bigint) as page_views,
    coalesce(customers.buyers, 0) as buyers,
    periods.from_day >= (select min(day) from sales) as covered
from periods
left join sums on periods.period = sums.period
left join customers on periods.period = customers.period
order by periods.period desc
