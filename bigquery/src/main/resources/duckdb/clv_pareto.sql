-- Generated from clv_pareto.sql by transpile.py: change that one.
WITH ranked AS (
  SELECT
    clv_12m,
    ROW_NUMBER() OVER (ORDER BY clv_12m DESC, user_id ASC NULLS FIRST) AS place,
    COUNT(*) OVER () AS customers,
    SUM(clv_12m) OVER () AS total
  FROM retail.gold_customer_value
), percents AS (
  SELECT
    CAST(CEIL(place * 100 / customers) AS BIGINT) AS customer_percent,
    COUNT(*) AS customers,
    SUM(clv_12m) AS clv_12m,
    MAX(total) AS total
  FROM ranked
  GROUP BY
    customer_percent
), cumulated AS (
  SELECT
    customer_percent,
    total,
    SUM(customers) OVER (
      ORDER BY customer_percent NULLS FIRST
      rows BETWEEN UNBOUNDED preceding AND CURRENT ROW
    ) AS customers,
    SUM(clv_12m) OVER (
      ORDER BY customer_percent NULLS FIRST
      rows BETWEEN UNBOUNDED preceding AND CURRENT ROW
    ) AS clv_12m
  FROM percents
)
SELECT
  customer_percent,
  customers,
  clv_12m,
  CASE
    WHEN CAST(total AS DOUBLE) <> 0
    THEN CAST(clv_12m AS DOUBLE) / CAST(total AS DOUBLE)
    ELSE NULL
  END AS clv_share
FROM cumulated
ORDER BY
  customer_percent NULLS FIRST
