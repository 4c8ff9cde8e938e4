-- Generated from latest_purchase_by_user_category.sql by transpile.py: change that one.
SELECT
  user_id,
  category,
  event_ts,
  event_id,
  sku_id,
  quantity,
  revenue
FROM retail.silver_events
WHERE
  event_type = 'purchase'
QUALIFY
  ROW_NUMBER() OVER (PARTITION BY user_id, category ORDER BY event_ts DESC, event_id DESC) = 1
ORDER BY
  user_id NULLS FIRST,
  category NULLS FIRST
