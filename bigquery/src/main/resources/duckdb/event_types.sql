-- Generated from event_types.sql by transpile.py: change that one.
WITH types AS (
  SELECT
    event_type,
    COUNT(*) AS events,
    COUNT(DISTINCT user_id) AS users,
    SUM(CASE WHEN event_type IN ('purchase', 'return') THEN revenue ELSE NULL END) AS revenue
  FROM retail.silver_events
  GROUP BY
    event_type
)
SELECT
  event_type,
  events,
  CASE WHEN SUM(events) OVER () <> 0 THEN events / SUM(events) OVER () ELSE NULL END AS share,
  users,
  revenue
FROM types
ORDER BY
  events DESC,
  event_type ASC NULLS FIRST
