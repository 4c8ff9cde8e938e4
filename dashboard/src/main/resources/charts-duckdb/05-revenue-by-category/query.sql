-- Generated from 05-revenue-by-category/query.sql by transpile.py: change that one.
WITH categories AS (
  SELECT
    category,
    ROW_NUMBER() OVER (ORDER BY SUM(revenue) DESC, category ASC NULLS FIRST) AS place
  FROM retail.mv_revenue_by_category_month
  GROUP BY
    category
), labelled AS (
  SELECT
    CASE
      WHEN categories.place <= 7
      THEN COALESCE(months.category, 'unknown')
      ELSE 'all others'
    END AS label,
    CASE
      WHEN categories.place IS NULL OR 8 IS NULL
      THEN NULL
      ELSE LEAST(categories.place, 8)
    END AS place,
    months.month_start,
    months.revenue
  FROM retail.mv_revenue_by_category_month AS months
  INNER JOIN categories
    ON COALESCE(months.category, '') = COALESCE(categories.category, '')
)
SELECT
  label AS category,
  place,
  month_start,
  SUM(revenue) AS revenue
FROM labelled
GROUP BY
  label,
  place,
  month_start
ORDER BY
  month_start NULLS FIRST,
  place NULLS FIRST
