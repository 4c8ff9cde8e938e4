-- What the experiment that was judged last showed, metric by metric.
select
    experiment,
    metric,
    arm,
    value,
    lower,
    upper,
    text,
    computed_at
from gold_experiment_results
qualify experiment = first_value(experiment) over (order by computed_at desc, experiment)
order by metric, arm nulls first, text nulls first
