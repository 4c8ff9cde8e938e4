-- The latest sixty one-minute windows with sales: their true totals, and what came late.
with asked as (
    select cast(? as varchar) as category
),

truth as (
    select
        window_start,
        category,
        arg_max(revenue, events) as revenue,
        arg_max(purchases, events) as purchases,
        arg_max(pane_timing, events) = 'LATE' as late
    from windows
    where window_start >= (select max(window_start) from windows) - interval 60 day
    group by window_start, category
)

select
    truth.window_start,
    sum(truth.revenue) as revenue,
    cast(sum(truth.purchases) as bigint) as orders,
    bool_or(truth.late) as late
from truth
cross join asked
where asked.category is null or truth.category = asked.category
group by truth.window_start
order by truth.window_start desc
limit 60
