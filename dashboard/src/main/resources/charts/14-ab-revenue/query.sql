-- What the customers of each arm who bought spent during the test, in thirty classes of equal
-- width up to the highest.
-- Grain: one row an arm of the latest experiment and class with customers.
with latest as (
    select experiment
    from retail.gold_experiment_assignments
    group by experiment
    order by max(assigned_at) desc, experiment desc
    limit 1
),

assigned as (
    select
        assignments.arm,
        assignments.revenue
    from retail.gold_experiment_assignments as assignments
    inner join latest on assignments.experiment = latest.experiment
),

widths as (
    select div(cast(floor(coalesce(max(revenue), 0)) as int64), 30) + 1 as width
    from assigned
),

arms as (
    select
        arm,
        countif(revenue > 0) as buyers,
        avg(if(revenue > 0, cast(revenue as float64), null)) as mean_revenue
    from assigned
    group by arm
)

select
    assigned.arm,
    div(cast(floor(assigned.revenue) as int64), widths.width) * widths.width as from_usd,
    (div(cast(floor(assigned.revenue) as int64), widths.width) + 1) * widths.width as to_usd,
    count(*) as customers,
    safe_divide(count(*), max(arms.buyers)) as share,
    max(arms.buyers) as buyers,
    max(arms.mean_revenue) as mean_revenue
from assigned
cross join widths
inner join arms on assigned.arm = arms.arm
where assigned.revenue > 0
group by assigned.arm, from_usd, to_usd
order by assigned.arm, from_usd
