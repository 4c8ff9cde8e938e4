-- Generated from 06-cohort-retention/query.sql by transpile.py: change that one.
WITH purchases AS (
  SELECT DISTINCT
    user_id,
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
), active AS (
  SELECT
    customers.cohort,
    DATE_DIFF('MONTH', customers.cohort, purchases.purchase_month) AS month_number,
    COUNT(*) AS users
  FROM purchases
  INNER JOIN customers
    ON purchases.user_id = customers.user_id
  GROUP BY
    customers.cohort,
    month_number
)
SELECT
  cohorts.cohort,
  number AS month_number,
  cohorts.cohort_users,
  COALESCE(active.users, 0) AS active_users,
  CASE
    WHEN cohorts.cohort_users <> 0
    THEN COALESCE(active.users, 0) / cohorts.cohort_users
    ELSE NULL
  END AS retention
FROM cohorts
CROSS JOIN last_month
CROSS JOIN UNNEST(GENERATE_SERIES(1, 12)) AS _t0(number)
LEFT JOIN active
  ON cohorts.cohort = active.cohort AND active.month_number = number
WHERE
  number <= DATE_DIFF('MONTH', cohorts.cohort, last_month.purchase_month)
ORDER BY
  cohorts.cohort NULLS FIRST,
  month_number NULLS FIRST
