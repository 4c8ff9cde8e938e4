-- What each customer bought; one row a customer and category with a purchase.
-- Generated from the files in schemas/: change those.
create table if not exists retail.gold_category_baskets (
    user_id string not null options (description = "The customer"),
    category string not null options (description = "The articles' category"),
    purchases int64 not null options (description = "Purchases"),
    revenue numeric(18, 2) not null options (description = "USD of these purchases"),
    last_purchase timestamp not null options (description = "Time of the last of them, UTC")
)
cluster by category, user_id
options (
    description = "What each customer bought; one row a customer and category with a purchase"
)
