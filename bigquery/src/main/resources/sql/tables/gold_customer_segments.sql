-- The segment of each customer; one row a customer.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_customer_segments (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "Features are as of here, UTC"),
    segment_id int64 not null options (description = "0 for the segment of highest value"),
    segment string not null options (description = "Its name, such as VIP Champions"),
    recency_days float64 not null options (description = "Days from the last purchase to as_of"),
    frequency int64 not null options (description = "x: days with a purchase less the first"),
    monetary_value numeric(18, 2) not null options (description = "USD of an average purchase so far"),
    clv_12m numeric(18, 2) not null options (description = "USD of the next 12 months"),
    prob_alive float64 not null options (description = "Probability of buying again, 0 to 1"),
    distance float64 not null options (description = "From the segment's centre, in standard deviations"),
    model_run string not null options (description = "The tracked run that fitted it")
)
cluster by segment, user_id
options (
    description = "The segment of each customer; one row a customer"
)
