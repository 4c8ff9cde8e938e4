-- What the models are fitted to; one row a customer with a purchase.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_purchase_history (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "Events up to here count, UTC"),
    frequency int64 not null options (description = "x: days with a purchase less the first"),
    recency_weeks float64 not null options (description = "t_x: days from the first to the last day with a purchase, / 7"),
    age_weeks float64 not null options (description = "T: days from the first day with a purchase to the day of as_of, / 7"),
    mean_order_value numeric(18, 2) options (description = "USD of the repeat days / frequency, half up to the cent; null if frequency is 0")
)
cluster by user_id
options (
    description = "What the models are fitted to; one row a customer with a purchase"
)
