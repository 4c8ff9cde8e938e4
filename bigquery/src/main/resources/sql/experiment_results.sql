-- What the experiments showed, as it was computed.
-- Grain: one row an experiment, metric and arm.
-- Columns:
--   experiment   STRING     name of the experiment
--   metric       STRING     what was measured
--   arm          STRING     the arm; null for a comparison
--   value        FLOAT64    the estimate
--   lower        FLOAT64    lower end of its interval
--   upper        FLOAT64    upper end of its interval
--   text         STRING     what is no number, such as the verdict
--   computed_at  TIMESTAMP  when it was computed
select
    experiment,
    metric,
    arm,
    value,
    lower,
    upper,
    text,
    computed_at
from retail.gold_experiment_results
order by experiment, metric, arm
