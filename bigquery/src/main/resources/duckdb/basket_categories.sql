-- Generated from basket_categories.sql by transpile.py: change that one.
WITH baskets AS (
  SELECT
    user_id,
    ARRAY_AGG(DISTINCT category ORDER BY category NULLS FIRST) AS categories
  FROM retail.silver_events
  WHERE
    event_type = 'purchase' AND NOT category IS NULL
  GROUP BY
    user_id
), totals AS (
  SELECT
    COUNT(*) AS baskets
  FROM baskets
)
SELECT
  category,
  COUNT(*) AS users,
  CASE WHEN MAX(totals.baskets) <> 0 THEN COUNT(*) / MAX(totals.baskets) ELSE NULL END AS support,
  CASE
    WHEN COUNT(*) <> 0
    THEN SUM(ARRAY_LENGTH(baskets.categories)) / COUNT(*)
    ELSE NULL
  END AS mean_basket
FROM baskets
CROSS JOIN totals
CROSS JOIN UNNEST(baskets.categories) AS _t0(category)
GROUP BY
  category
ORDER BY
  users DESC,
  category ASC NULLS FIRST
