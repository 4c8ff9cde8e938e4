-- Generated from 20-category-baskets/query.sql by transpile.py: change that one.
WITH baskets AS (
  SELECT DISTINCT
    user_id,
    category
  FROM retail.silver_events
  WHERE
    event_type = 'purchase' AND NOT category IS NULL
), totals AS (
  SELECT
    COUNT(DISTINCT user_id) AS customers
  FROM baskets
), counts AS (
  SELECT
    category,
    COUNT(*) AS customers
  FROM baskets
  GROUP BY
    category
), pairs AS (
  SELECT
    a.category AS category_a,
    b.category AS category_b,
    COUNT(*) AS customers
  FROM baskets AS a
  INNER JOIN baskets AS b
    ON a.user_id = b.user_id
  WHERE
    a.category <> b.category
  GROUP BY
    a.category,
    b.category
)
SELECT
  pairs.category_a,
  pairs.category_b,
  pairs.customers,
  CASE
    WHEN counts_a.customers <> 0
    THEN pairs.customers / counts_a.customers
    ELSE NULL
  END AS confidence,
  CASE
    WHEN (
      counts_a.customers * counts_b.customers
    ) <> 0
    THEN (
      pairs.customers * totals.customers
    ) / (
      counts_a.customers * counts_b.customers
    )
    ELSE NULL
  END AS lift
FROM pairs
CROSS JOIN totals
INNER JOIN counts AS counts_a
  ON pairs.category_a = counts_a.category
INNER JOIN counts AS counts_b
  ON pairs.category_b = counts_b.category
ORDER BY
  lift DESC,
  pairs.category_a ASC NULLS FIRST,
  pairs.category_b ASC NULLS FIRST
