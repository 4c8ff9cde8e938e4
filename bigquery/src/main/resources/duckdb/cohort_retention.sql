-- Generated from cohort_retention.sql by transpile.py: change that one.
WITH purchases AS (
  SELECT
    user_id,
    revenue,
    CAST(DATE_TRUNC('MONTH', event_date) AS DATE) AS purchase_month
  FROM retail.silver_events
  WHERE
    event_type = 'purchase'
), customers AS (
  SELECT
    user_id,
    MIN(purchase_month) AS cohort
  FROM purchases
  GROUP BY
    user_id
), cohorts AS (
  SELECT
    cohort,
    COUNT(*) AS cohort_users
  FROM customers
  GROUP BY
    cohort
), last_month AS (
  SELECT
    MAX(purchase_month) AS purchase_month
  FROM purchases
), months AS (
  SELECT
    cohorts.cohort,
    cohorts.cohort_users,
    month_number
  FROM cohorts
  CROSS JOIN last_month
  CROSS JOIN UNNEST(GENERATE_SERIES(0, 12)) AS _t0(month_number)
  WHERE
    month_number <= DATE_DIFF('MONTH', cohorts.cohort, last_month.purchase_month)
), activity AS (
  SELECT
    customers.cohort,
    DATE_DIFF('MONTH', customers.cohort, purchases.purchase_month) AS month_number,
    COUNT(DISTINCT purchases.user_id) AS active_users,
    SUM(purchases.revenue) AS revenue
  FROM purchases
  INNER JOIN customers
    ON purchases.user_id = customers.user_id
  GROUP BY
    customers.cohort,
    month_number
)
SELECT
  months.cohort,
  months.month_number,
  months.cohort_users,
  COALESCE(activity.active_users, 0) AS active_users,
  CASE
    WHEN months.cohort_users <> 0
    THEN COALESCE(activity.active_users, 0) / months.cohort_users
    ELSE NULL
  END AS retention,
  COALESCE(activity.revenue, 0) AS revenue,
  SUM(COALESCE(activity.revenue, 0)) OVER (
    PARTITION BY months.cohort
    ORDER BY months.month_number NULLS FIRST
    rows BETWEEN UNBOUNDED preceding AND CURRENT ROW
  ) AS cumulative_revenue
FROM months
LEFT JOIN activity
  ON months.cohort = activity.cohort AND months.month_number = activity.month_number
ORDER BY
  months.cohort NULLS FIRST,
  months.month_number NULLS FIRST
