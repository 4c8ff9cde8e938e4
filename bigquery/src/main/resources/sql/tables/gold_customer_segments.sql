-- The segment of each customer; one row a customer.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_customer_segments (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "The time that the figures are of"),
    segment_id int64 not null options (description = "Number of the cluster"),
    segment string not null options (description = "Name of the cluster"),
    recency_days float64 options (description = "Days since the last purchase"),
    frequency int64 not null options (description = "Purchases"),
    monetary_value numeric(18, 2) not null options (description = "USD of all purchases"),
    clv_12m numeric(18, 2) not null options (description = "Expected USD in twelve months"),
    prob_alive float64 not null options (description = "P(alive)"),
    distance float64 not null options (description = "Distance to the cluster's centre, in standard deviations"),
    model_run string not null options (description = "The run that made the clusters")
)
cluster by segment, user_id
options (
    description = "The segment of each customer; one row a customer"
)
