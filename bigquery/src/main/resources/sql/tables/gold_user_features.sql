-- What is known of each customer; one row a customer.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_user_features (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "Events up to here count, UTC"),
    silver_version int64 not null options (description = "Version of silver_events it was built from"),
    recency_days float64 options (description = "Days from the last purchase to as_of; null without a purchase"),
    frequency int64 not null options (description = "Purchases"),
    repeat_purchases int64 not null options (description = "Days (UTC) with a purchase less the first; 0 without a purchase"),
    monetary_total numeric(18, 2) not null options (description = "USD of all purchases"),
    average_order_value numeric(18, 2) options (description = "monetary_total / frequency, half up to the cent; null without a purchase"),
    tenure_days float64 not null options (description = "Days from the first event to as_of"),
    customer_age_days float64 options (description = "Days from the first purchase to as_of; null without a purchase"),
    page_views int64 not null options (description = "Pages seen"),
    searches int64 not null options (description = "Searches"),
    add_to_carts int64 not null options (description = "Articles put into the cart"),
    promo_clicks int64 not null options (description = "Clicks on a promotion"),
    wishlists int64 not null options (description = "Articles put on the wish list"),
    returns int64 not null options (description = "Returns"),
    return_rate float64 options (description = "returns / frequency; null without a purchase"),
    conversion_rate float64 options (description = "Sessions with a purchase / sessions; null without a session"),
    sessions int64 not null options (description = "Sessions that are known by an id"),
    first_seen timestamp not null options (description = "Time of the first event, UTC"),
    last_seen timestamp not null options (description = "Time of the last event, UTC"),
    top_category string options (description = "Category with most purchase revenue, ties to the first name; null without a purchase"),
    home_country string not null options (description = "Country of most events that name one, ties to the first name; or unknown"),
    r_score int64 not null options (description = "1 to 5 by recency, 5 is the most recent fifth"),
    f_score int64 not null options (description = "1 to 5 by frequency, 5 is the most"),
    m_score int64 not null options (description = "1 to 5 by monetary_total, 5 is the most"),
    rfm_score string not null options (description = "The three scores, such as 543")
)
cluster by user_id
options (
    description = "What is known of each customer; one row a customer"
)
