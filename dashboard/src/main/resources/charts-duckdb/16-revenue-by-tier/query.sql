-- Generated from 16-revenue-by-tier/query.sql by transpile.py: change that one.
SELECT
  tier,
  COUNT(*) AS customers,
  SUM(past_revenue) AS past_revenue,
  SUM(clv_12m) AS clv_12m
FROM retail.gold_customer_value
GROUP BY
  tier
ORDER BY
  past_revenue DESC,
  tier ASC NULLS FIRST
