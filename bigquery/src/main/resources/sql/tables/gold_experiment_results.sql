-- What the experiments showed; one row an experiment, metric and arm.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_experiment_results (
    experiment string not null options (description = "The experiment"),
    metric string not null options (description = "What was measured"),
    arm string options (description = "Of which arm; null for a comparison"),
    value float64 options (description = "The figure; null for a text"),
    lower float64 options (description = "Lower end of its interval"),
    upper float64 options (description = "Upper end of its interval"),
    text string options (description = "The metric in words, the decision say"),
    computed_at timestamp not null options (description = "When, UTC")
)
cluster by experiment
options (
    description = "What the experiments showed; one row an experiment, metric and arm"
)
