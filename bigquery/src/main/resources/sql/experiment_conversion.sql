-- What share of each arm of an experiment bought, with the 95% interval of Wilson (1927).
-- Grain: one row an experiment and arm.
-- Columns:
--   experiment  STRING   name of the experiment
--   arm         STRING   control, treatment or holdout
--   customers   INT64    customers
--   exposed     INT64    those who were shown the campaign
--   converted   INT64    those who bought
--   conversion  FLOAT64  converted by customers
--   lower       FLOAT64  lower end of the interval
--   upper       FLOAT64  upper end of the interval
--   revenue     NUMERIC  USD during the test
with arms as (
    select
        experiment,
        arm,
        count(*) as customers,
        countif(exposed) as exposed,
        countif(converted) as converted,
        sum(revenue) as revenue,
        1.959963984540054 as z
    from retail.gold_experiment_assignments
    group by experiment, arm
),

rates as (
    select
        experiment,
        arm,
        customers,
        exposed,
        converted,
        revenue,
        z,
        safe_divide(converted, customers) as p
    from arms
)

select
    experiment,
    arm,
    customers,
    exposed,
    converted,
    p as conversion,
    (
        p + z * z / (2 * customers)
        - z * sqrt(p * (1 - p) / customers + z * z / (4 * customers * customers))
    ) / (1 + z * z / customers) as lower,
    (
        p + z * z / (2 * customers)
        + z * sqrt(p * (1 - p) / customers + z * z / (4 * customers * customers))
    ) / (1 + z * z / customers) as upper,
    revenue
from rates
order by experiment, arm
