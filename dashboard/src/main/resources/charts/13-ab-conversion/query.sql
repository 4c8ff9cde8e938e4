-- What share of each arm of the experiment bought, with the 95% interval of Wilson (1927).
-- Grain: one row an arm of the latest experiment.
with latest as (
    select experiment
    from retail.gold_experiment_assignments
    group by experiment
    order by max(assigned_at) desc, experiment desc
    limit 1
),

arms as (
    select
        assigned.arm,
        count(*) as n,
        countif(assigned.converted) as converted,
        countif(assigned.converted) / count(*) as p,
        1.959963984540054 as z
    from retail.gold_experiment_assignments as assigned
    inner join latest on assigned.experiment = latest.experiment
    group by assigned.arm
),

centres as (
    select
        arm,
        n,
        converted,
        p,
        p + z * z / (2 * n) as centre,
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) as half_width,
        1 + z * z / n as scale
    from arms
)

select
    arm,
    n as customers,
    converted,
    p as conversion,
    (centre - half_width) / scale as lower,
    (centre + half_width) / scale as upper
from centres
order by arm
