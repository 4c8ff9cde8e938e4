-- Who got the campaign and what came of it; one row an experiment and customer.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_experiment_assignments (
    experiment string not null options (description = "The experiment, and its salt"),
    user_id string not null options (description = "The customer"),
    stratum string not null options (description = "The customer's segment"),
    arm string not null options (description = "control, treatment or holdout"),
    exposed bool not null options (description = "Whether the customer got the offer"),
    converted bool not null options (description = "Whether the customer bought during the test"),
    revenue numeric(18, 2) not null options (description = "USD during the test"),
    pre_revenue numeric(18, 2) not null options (description = "USD before the test"),
    assigned_at timestamp not null options (description = "When, UTC")
)
cluster by experiment, arm
options (
    description = "Who got the campaign and what came of it; one row an experiment and customer"
)
