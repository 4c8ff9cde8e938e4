-- What the customers of each arm spent during the test: those who spent nothing, and thirty classes
-- of equal width up to the highest, at least one dollar wide.
-- Grain: one row an experiment, arm and class with customers.
-- Columns:
--   experiment    STRING   name of the experiment
--   arm           STRING   control, treatment or holdout
--   class_number  INT64    0 for those who spent nothing, then 1 to 30
--   from_usd      NUMERIC  inclusive
--   to_usd        NUMERIC  exclusive; 0 for class 0
--   customers     INT64    customers
--   share         FLOAT64  their share of the arm
with widths as (
    select
        experiment,
        div(cast(floor(max(revenue)) as int64), 30) + 1 as width
    from retail.gold_experiment_assignments
    group by experiment
),

classed as (
    select
        assigned.experiment,
        assigned.arm,
        widths.width,
        if(
            assigned.revenue <= 0,
            0,
            div(cast(floor(assigned.revenue) as int64), widths.width) + 1
        ) as class_number
    from retail.gold_experiment_assignments as assigned
    inner join widths on assigned.experiment = widths.experiment
),

classes as (
    select
        experiment,
        arm,
        class_number,
        max(width) as width,
        count(*) as customers
    from classed
    group by experiment, arm, class_number
)

select
    experiment,
    arm,
    class_number,
    cast(greatest(class_number - 1, 0) * width as numeric) as from_usd,
    cast(class_number * width as numeric) as to_usd,
    customers,
    safe_divide(customers, sum(customers) over (partition by experiment, arm)) as share
from classes
order by experiment, arm, class_number
