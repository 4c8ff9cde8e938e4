-- Generated from basket_pairs.sql by transpile.py: change that one.
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
), counts AS (
  SELECT
    category,
    COUNT(*) AS users
  FROM baskets
  CROSS JOIN UNNEST(baskets.categories) AS _t0(category)
  GROUP BY
    category
), pairs AS (
  SELECT
    category_a,
    category_b,
    COUNT(*) AS users
  FROM baskets
  CROSS JOIN UNNEST(baskets.categories) AS _t1(category_a)
  CROSS JOIN UNNEST(baskets.categories) AS _t2(category_b)
  WHERE
    category_a <> category_b
  GROUP BY
    category_a,
    category_b
)
SELECT
  pairs.category_a,
  pairs.category_b,
  pairs.users,
  counts_a.users AS users_a,
  counts_b.users AS users_b,
  CASE WHEN totals.baskets <> 0 THEN pairs.users / totals.baskets ELSE NULL END AS support,
  CASE WHEN counts_a.users <> 0 THEN pairs.users / counts_a.users ELSE NULL END AS confidence,
  CASE
    WHEN (
      counts_a.users * counts_b.users
    ) <> 0
    THEN (
      pairs.users * totals.baskets
    ) / (
      counts_a.users * counts_b.users
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
  pairs.users DESC,
  pairs.category_a ASC NULLS FIRST,
  pairs.category_b ASC NULLS FIRST
