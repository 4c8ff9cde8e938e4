-- Generated from revenue_by_tier.sql by transpile.py: change that one.
WITH tiers AS (
  SELECT
    tier,
    COUNT(*) AS customers,
    SUM(past_revenue) AS past_revenue,
    SUM(clv_12m) AS clv_12m
  FROM retail.gold_customer_value
  GROUP BY
    tier
)
SELECT
  tier,
  customers,
  past_revenue,
  CASE
    WHEN CAST(SUM(past_revenue) OVER () AS DOUBLE) <> 0
    THEN CAST(past_revenue AS DOUBLE) / CAST(SUM(past_revenue) OVER () AS DOUBLE)
    ELSE NULL
  END AS revenue_share,
  clv_12m,
  CASE
    WHEN CAST(SUM(clv_12m) OVER () AS DOUBLE) <> 0
    THEN CAST(clv_12m AS DOUBLE) / CAST(SUM(clv_12m) OVER () AS DOUBLE)
    ELSE NULL
  END AS clv_share
FROM tiers
ORDER BY
  clv_12m DESC,
  tier ASC NULLS FIRST
