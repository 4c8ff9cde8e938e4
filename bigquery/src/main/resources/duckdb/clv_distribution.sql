-- Generated from clv_distribution.sql by transpile.py: change that one.
WITH widths AS (
  SELECT
    CAST(FLOOR(MAX(clv_12m)) AS BIGINT) // 40 + 1 AS width
  FROM retail.gold_customer_value
), classed AS (
  SELECT
    CAST(FLOOR(customers.clv_12m) AS BIGINT) // widths.width + 1 AS class_number,
    widths.width,
    customers.tier,
    customers.clv_12m
  FROM retail.gold_customer_value AS customers
  CROSS JOIN widths
)
SELECT
  class_number,
  CAST((
    class_number - 1
  ) * width AS DECIMAL(38, 9)) AS from_usd,
  CAST(class_number * width AS DECIMAL(38, 9)) AS to_usd,
  tier,
  COUNT(*) AS customers,
  SUM(clv_12m) AS clv_12m
FROM classed
GROUP BY
  class_number,
  width,
  tier
ORDER BY
  class_number NULLS FIRST,
  tier NULLS FIRST
