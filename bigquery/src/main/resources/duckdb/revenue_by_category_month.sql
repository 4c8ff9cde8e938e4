-- Generated from revenue_by_category_month.sql by transpile.py: change that one.
SELECT
  category,
  month_start,
  revenue,
  gross_revenue,
  purchases,
  returns
FROM retail.mv_revenue_by_category_month
ORDER BY
  month_start NULLS FIRST,
  category NULLS FIRST
