-- Generated from 19-raw-against-view/query.sql by transpile.py: change that one.
SELECT
  category,
  month_start,
  revenue
FROM retail.mv_revenue_by_category_month
ORDER BY
  month_start NULLS FIRST,
  category NULLS FIRST
