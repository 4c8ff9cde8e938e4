-- Generated from 08-clv-pareto/query.sql by transpile.py: change that one.
WITH ranked AS (
  SELECT
    clv_12m,
    ROW_NUMBER() OVER (ORDER BY clv_12m DESC, user_id ASC NULLS FIRST) AS place,
    COUNT(*) OVER () AS customers,
    SUM(clv_12m) OVER () AS total
  FROM retail.gold_customer_value
), percents AS (
  SELECT
    (
      place * 100 + customers - 1
    ) // customers AS customer_percent,
    SUM(clv_12m) AS clv_12m,
    MAX(total) AS total
  FROM ranked
  GROUP BY
    customer_percent
)
SELECT
  customer_percent,
  CASE
    WHEN CAST(total AS DOUBLE) <> 0
    THEN CAST(SUM(clv_12m) OVER (
      ORDER BY customer_percent NULLS FIRST
      rows BETWEEN UNBOUNDED preceding AND CURRENT ROW
    ) AS DOUBLE) / CAST(total AS DOUBLE)
    ELSE NULL
  END AS clv_share
FROM percents
ORDER BY
  customer_percent NULLS FIRST
