-- Generated from 15-rfm-heat-map/query.sql by transpile.py: change that one.
SELECT
  r_score,
  f_score,
  COUNT(*) AS customers,
  AVG(CAST(monetary_total AS DOUBLE)) AS mean_revenue
FROM retail.gold_user_features
GROUP BY
  r_score,
  f_score
ORDER BY
  r_score NULLS FIRST,
  f_score NULLS FIRST
