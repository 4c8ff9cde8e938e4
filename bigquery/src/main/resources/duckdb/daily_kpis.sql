-- Generated from daily_kpis.sql by transpile.py: change that one.
WITH first_days AS (
  SELECT
    user_id,
    MIN(event_date) AS first_day
  FROM retail.silver_events
  GROUP BY
    user_id
), newcomers AS (
  SELECT
    first_day AS day,
    COUNT(*) AS new_users
  FROM first_days
  GROUP BY
    first_day
), days AS (
  SELECT
    event_date AS day,
    COUNT(*) AS events,
    COUNT(DISTINCT user_id) AS users,
    COUNT(DISTINCT session_id) AS sessions,
    COUNT(DISTINCT CASE WHEN event_type = 'purchase' THEN session_id ELSE NULL END) AS buying_sessions,
    COUNT_IF(event_type = 'purchase') AS purchases,
    COUNT(DISTINCT CASE WHEN event_type = 'purchase' THEN user_id ELSE NULL END) AS buyers,
    COUNT_IF(event_type = 'return') AS returns,
    COALESCE(SUM(CASE WHEN event_type IN ('purchase', 'return') THEN revenue ELSE NULL END), 0) AS revenue,
    SUM(CASE WHEN event_type = 'purchase' THEN revenue ELSE NULL END) AS gross_revenue
  FROM retail.silver_events
  GROUP BY
    event_date
)
SELECT
  days.day,
  days.events,
  days.users,
  COALESCE(newcomers.new_users, 0) AS new_users,
  days.sessions,
  days.purchases,
  days.buyers,
  days.returns,
  days.revenue,
  ROUND(
    CASE
      WHEN days.purchases <> 0
      THEN CAST(days.gross_revenue AS DOUBLE) / days.purchases
      ELSE NULL
    END,
    2
  ) AS average_order_value,
  CASE WHEN days.sessions <> 0 THEN days.buying_sessions / days.sessions ELSE NULL END AS conversion,
  week_before.revenue AS revenue_week_before
FROM days
LEFT JOIN newcomers
  ON days.day = newcomers.day
LEFT JOIN days AS week_before
  ON days.day = CAST(week_before.day + INTERVAL '7' DAY AS DATE)
ORDER BY
  days.day NULLS FIRST
