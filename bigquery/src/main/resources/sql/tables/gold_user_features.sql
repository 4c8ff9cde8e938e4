-- What is known of each customer; one row a customer.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_user_features (
    user_id string not null options (description = "The customer"),
    as_of timestamp not null options (description = "The time that the figures are of"),
    silver_version int64 not null options (description = "Version of silver_events that they were built from"),
    recency_days float64 options (description = "Days from the last purchase to as_of; null without a purchase"),
    frequency int64 not null options (description = "Purchases"),
    repeat_purchases int64 not null options (description = "Days with a purchase, less one, not below 0"),
    monetary_total numeric(18, 2) not null options (description = "USD of all purchases"),
    average_order_value numeric(18, 2) options (description = "USD a purchase; null without a purchase"),
    tenure_days float64 not null options (description = "Days from the first event to as_of"),
    customer_age_days float64 options (description = "Days from the first purchase to as_of; null without a purchase"),
    page_views int64 not null options (description = "Events of the type page_view"),
    searches int64 not null options (description = "Events of the type search"),
    add_to_carts int64 not null options (description = "Events of the type add_to_cart"),
    promo_clicks int64 not null options (description = "Events of the type promo_click"),
    wishlists int64 not null options (description = "Events of the type wishlist"),
    returns int64 not null options (description = "Events of the type return"),
    return_rate float64 options (description = "Returns by purchase; null without a purchase"),
    conversion_rate float64 options (description = "Share of sessions with a purchase"),
    sessions int64 not null options (description = "Different visits"),
    first_seen timestamp not null options (description = "First event"),
    last_seen timestamp not null options (description = "Last event"),
    top_category string options (description = "Category with the most purchase revenue; of equal ones the first by name"),
    home_country string not null options (description = "Country of most events; of equal ones the first by name"),
    r_score int64 not null options (description = "Recency, 1 to 5"),
    f_score int64 not null options (description = "Frequency, 1 to 5"),
    m_score int64 not null options (description = "Money, 1 to 5"),
    rfm_score string not null options (description = "The three scores as digits")
)
cluster by user_id
options (
    description = "What is known of each customer; one row a customer"
)
