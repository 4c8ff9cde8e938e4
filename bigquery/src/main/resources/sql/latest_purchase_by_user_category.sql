-- Each customer's latest purchase in each category.
-- Grain: one row a customer and category with a purchase.
-- Columns:
--   user_id   STRING     the customer
--   category  STRING     the category; null where the event named none
--   event_ts  TIMESTAMP  when it was bought
--   event_id  STRING     the purchase; of several at one time the last by id
--   sku_id    STRING     the article
--   quantity  INT64      pieces
--   revenue   NUMERIC    USD
select
    user_id,
    category,
    event_ts,
    event_id,
    sku_id,
    quantity,
    revenue
from retail.silver_events
where event_type = 'purchase'
qualify
    row_number() over (
        partition by user_id, category
        order by event_ts desc, event_id desc
    ) = 1
order by user_id, category
