-- Generated from 12-segment-bubbles/query.sql by transpile.py: change that one.
SELECT
  segment,
  COUNT(*) AS customers,
  AVG(frequency) AS mean_frequency,
  AVG(CAST(clv_12m AS DOUBLE)) AS mean_clv_12m,
  SUM(clv_12m) AS clv_12m
FROM retail.gold_customer_segments
GROUP BY
  segment
ORDER BY
  customers DESC,
  segment ASC NULLS FIRST
