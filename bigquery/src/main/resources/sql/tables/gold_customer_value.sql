-- What each customer is expected to be worth; one row a customer with a purchase.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_customer_value (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "The end of the observation"),
    frequency int64 not null options (description = "x: repeat purchase periods"),
    recency_weeks float64 not null options (description = "t_x, weeks"),
    age_weeks float64 not null options (description = "T, weeks"),
    prob_alive float64 not null options (description = "P(alive) at as_of"),
    expected_purchases_12m float64 not null options (description = "Expected purchases in the twelve months after as_of"),
    expected_order_value numeric(18, 2) not null options (description = "Expected USD a purchase"),
    clv_12m numeric(18, 2) not null options (description = "Expected USD in the twelve months after as_of"),
    clv_rank int64 not null options (description = "1 is the highest clv_12m"),
    tier string not null options (description = "Champions, Loyalists, At Risk or Churned"),
    past_revenue numeric(18, 2) not null options (description = "USD of all purchases before as_of"),
    model_run string not null options (description = "The run that fitted the model")
)
cluster by tier, user_id
options (
    description = "What each customer is expected to be worth; one row a customer with a purchase"
)
