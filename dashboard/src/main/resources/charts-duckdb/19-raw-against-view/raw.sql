-- Generated from 19-raw-against-view/raw.sql by transpile.py: change that one.
SELECT
  category,
  CAST(DATE_TRUNC('MONTH', event_date) AS DATE) AS month_start,
  SUM(revenue) AS revenue
FROM retail.silver_events
WHERE
  event_type IN ('purchase', 'return')
GROUP BY
  category,
  month_start
ORDER BY
  month_start NULLS FIRST,
  category NULLS FIRST
