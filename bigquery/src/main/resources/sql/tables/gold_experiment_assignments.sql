-- Who got the campaign and what came of it; one row an experiment and customer.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_experiment_assignments (
    experiment string not null options (description = "Name of the experiment"),
    user_id string not null options (description = "The customer"),
    stratum string not null options (description = "The stratum that was randomised within"),
    arm string not null options (description = "control, treatment or holdout"),
    exposed bool not null options (description = "Was shown the campaign"),
    converted bool not null options (description = "Bought during the test"),
    revenue numeric(18, 2) not null options (description = "USD during the test"),
    pre_revenue numeric(18, 2) not null options (description = "USD before the test"),
    assigned_at timestamp not null options (description = "When the arm was drawn")
)
cluster by experiment, arm
options (
    description = "Who got the campaign and what came of it; one row an experiment and customer"
)
