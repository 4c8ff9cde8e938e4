-- What the models are fitted to; one row a customer with a purchase.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_purchase_history (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "The end of the observation"),
    frequency int64 not null options (description = "x: days with a purchase after the first"),
    recency_weeks float64 not null options (description = "t_x: weeks from the first to the last day with a purchase"),
    age_weeks float64 not null options (description = "T: weeks from the first purchase to as_of"),
    mean_order_value numeric(18, 2) options (description = "Mean USD of the days with a repeat purchase; null without one")
)
cluster by user_id
options (
    description = "What the models are fitted to; one row a customer with a purchase"
)
