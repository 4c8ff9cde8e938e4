-- What each customer is expected to be worth; one row a customer with a purchase.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_customer_value (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "Months count from here, UTC"),
    frequency int64 not null options (description = "x: days with a purchase less the first"),
    recency_weeks float64 not null options (description = "t_x: weeks from first to last purchase"),
    age_weeks float64 not null options (description = "T: weeks from first purchase to now"),
    prob_alive float64 not null options (description = "Probability of buying again, 0 to 1"),
    expected_purchases_12m float64 not null options (description = "Purchases in the next 12 months"),
    expected_order_value numeric(18, 2) not null options (description = "USD a purchase, half up to the cent"),
    clv_12m numeric(18, 2) not null options (description = "USD of the next 12 months, discounted, half up to the cent"),
    clv_rank int64 not null options (description = "1 for the highest value, ties by user_id"),
    tier string not null options (description = "Champions, Loyalists, At Risk, Churned, by rank"),
    past_revenue numeric(18, 2) not null options (description = "USD of all purchases so far"),
    model_run string not null options (description = "The tracked run that fitted it")
)
cluster by tier, user_id
options (
    description = "What each customer is expected to be worth; one row a customer with a purchase"
)
