-- Generated from 09-prob-alive/query.sql by transpile.py: change that one.
SELECT
  CASE WHEN frequency IS NULL OR 30 IS NULL THEN NULL ELSE LEAST(frequency, 30) END AS frequency,
  CAST(FLOOR(recency_weeks) AS BIGINT) // 4 * 4 AS recency_weeks,
  COUNT(*) AS customers,
  ROUND(AVG(prob_alive), 6) AS prob_alive
FROM retail.gold_customer_value
GROUP BY
  1,
  2
ORDER BY
  1 NULLS FIRST,
  2 NULLS FIRST
