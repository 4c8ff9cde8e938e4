-- Generated from 07-clv-distribution/query.sql by transpile.py: change that one.
WITH classed AS (
  SELECT
    tier,
    clv_12m,
    CASE
      WHEN clv_12m < 1
      THEN -1
      ELSE CAST(FLOOR(
        6 * LOG(
          10,
          CAST(CASE WHEN clv_12m IS NULL OR 1 IS NULL THEN NULL ELSE GREATEST(clv_12m, 1) END AS DOUBLE)
        )
      ) AS BIGINT)
    END AS class_number
  FROM retail.gold_customer_value
)
SELECT
  POWER(10, class_number / 6) AS from_usd,
  POWER(10, (
    class_number + 1
  ) / 6) AS to_usd,
  tier,
  COUNT(*) AS customers,
  SUM(clv_12m) AS clv_12m
FROM classed
GROUP BY
  class_number,
  tier
ORDER BY
  class_number NULLS FIRST,
  tier NULLS FIRST
