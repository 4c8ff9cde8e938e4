-- Generated from rolling_30_day_activity.sql by transpile.py: change that one.
WITH user_days AS (
  SELECT
    user_id,
    event_date,
    COUNT(*) AS events,
    COUNT_IF(event_type = 'purchase') AS purchases,
    SUM(CASE WHEN event_type IN ('purchase', 'return') THEN revenue ELSE NULL END) AS revenue
  FROM retail.silver_events
  GROUP BY
    user_id,
    event_date
), neighbours AS (
  SELECT
    event_date,
    LAG(event_date) OVER (PARTITION BY user_id ORDER BY event_date NULLS FIRST) AS seen_before,
    LEAD(event_date) OVER (PARTITION BY user_id ORDER BY event_date NULLS FIRST) AS seen_next
  FROM user_days
), changes AS (
  SELECT
    event_date AS day,
    1 AS users
  FROM neighbours
  WHERE
    seen_before IS NULL OR DATE_DIFF('DAY', seen_before, event_date) >= 30
  UNION ALL
  SELECT
    CAST(event_date + INTERVAL '30' DAY AS DATE) AS day,
    -1 AS users
  FROM neighbours
  WHERE
    seen_next IS NULL OR DATE_DIFF('DAY', event_date, seen_next) >= 30
), daily_changes AS (
  SELECT
    day,
    SUM(users) AS users
  FROM changes
  GROUP BY
    day
), daily_activity AS (
  SELECT
    event_date AS day,
    SUM(events) AS events,
    COUNT(*) AS active_users,
    SUM(purchases) AS purchases,
    SUM(revenue) AS revenue
  FROM user_days
  GROUP BY
    event_date
), extent AS (
  SELECT
    MIN(day) AS first_day,
    MAX(day) AS last_day
  FROM daily_activity
), days AS (
  SELECT
    day
  FROM extent
  CROSS JOIN UNNEST(CAST(GENERATE_SERIES(extent.first_day, extent.last_day, INTERVAL '1' DAY) AS DATE[])) AS _t0(day)
), rolling AS (
  SELECT
    days.day,
    COALESCE(daily_activity.events, 0) AS events,
    COALESCE(daily_activity.active_users, 0) AS active_users,
    SUM(COALESCE(daily_changes.users, 0)) OVER (ORDER BY days.day NULLS FIRST rows BETWEEN UNBOUNDED preceding AND CURRENT ROW) AS active_users_30d,
    SUM(COALESCE(daily_activity.purchases, 0)) OVER (
      ORDER BY DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), days.day) NULLS FIRST
      range BETWEEN 29 preceding AND CURRENT ROW
    ) AS purchases_30d,
    SUM(COALESCE(daily_activity.revenue, 0)) OVER (
      ORDER BY DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), days.day) NULLS FIRST
      range BETWEEN 29 preceding AND CURRENT ROW
    ) AS revenue_30d
  FROM days
  LEFT JOIN daily_activity
    ON days.day = daily_activity.day
  LEFT JOIN daily_changes
    ON days.day = daily_changes.day
)
SELECT
  day,
  events,
  active_users,
  active_users_30d,
  CASE WHEN active_users_30d <> 0 THEN active_users / active_users_30d ELSE NULL END AS stickiness,
  purchases_30d,
  revenue_30d
FROM rolling
ORDER BY
  day NULLS FIRST
