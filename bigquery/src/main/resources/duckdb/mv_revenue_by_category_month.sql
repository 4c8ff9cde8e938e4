-- Generated from mv_revenue_by_category_month.sql by transpile.py: change that one.
SELECT
  category,
  CAST(DATE_TRUNC('MONTH', event_date) AS DATE) AS month_start,
  SUM(revenue) AS revenue,
  SUM(CASE WHEN event_type = 'purchase' THEN revenue ELSE NULL END) AS gross_revenue,
  COUNT_IF(event_type = 'purchase') AS purchases,
  COUNT_IF(event_type = 'return') AS returns
FROM retail.silver_events
WHERE
  event_type IN ('purchase', 'return')
GROUP BY
  category,
  month_start
