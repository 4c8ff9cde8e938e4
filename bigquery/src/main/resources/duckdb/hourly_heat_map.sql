-- Generated from hourly_heat_map.sql by transpile.py: change that one.
WITH hours AS (
  SELECT
    weekday,
    hour
  FROM UNNEST(GENERATE_SERIES(1, 7)) AS _t0(weekday)
  CROSS JOIN UNNEST(GENERATE_SERIES(0, 23)) AS _t1(hour)
), activity AS (
  SELECT
    (
      (
        EXTRACT(DAYOFWEEK FROM event_date) + 1
      ) + 5
    ) % 7 + 1 AS weekday,
    EXTRACT(HOUR FROM event_ts) AS hour,
    COUNT(*) AS events,
    COUNT(DISTINCT user_id) AS users,
    COUNT_IF(event_type = 'purchase') AS purchases,
    SUM(CASE WHEN event_type IN ('purchase', 'return') THEN revenue ELSE NULL END) AS revenue
  FROM retail.silver_events
  GROUP BY
    weekday,
    hour
)
SELECT
  hours.weekday,
  hours.hour,
  COALESCE(activity.events, 0) AS events,
  COALESCE(activity.users, 0) AS users,
  COALESCE(activity.purchases, 0) AS purchases,
  COALESCE(activity.revenue, 0) AS revenue
FROM hours
LEFT JOIN activity
  ON hours.weekday = activity.weekday AND hours.hour = activity.hour
ORDER BY
  hours.weekday NULLS FIRST,
  hours.hour NULLS FIRST
