-- What the experiments showed; one row an experiment, metric and arm.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_experiment_results (
    experiment string not null options (description = "Name of the experiment"),
    metric string not null options (description = "What was measured"),
    arm string options (description = "The arm that it is of; null for a comparison"),
    value float64 options (description = "The estimate"),
    lower float64 options (description = "Lower end of its interval"),
    upper float64 options (description = "Upper end of its interval"),
    text string options (description = "What is no number, such as the verdict"),
    computed_at timestamp not null options (description = "When it was computed")
)
cluster by experiment
options (
    description = "What the experiments showed; one row an experiment, metric and arm"
)
