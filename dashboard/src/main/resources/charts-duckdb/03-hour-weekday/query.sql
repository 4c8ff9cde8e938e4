-- Generated from 03-hour-weekday/query.sql by transpile.py: change that one.
SELECT
  (
    EXTRACT(DAYOFWEEK FROM event_ts) + 1
  ) AS weekday,
  EXTRACT(HOUR FROM event_ts) AS hour,
  COUNT(*) AS events,
  COUNT_IF(event_type = 'purchase') AS purchases
FROM retail.silver_events
GROUP BY
  weekday,
  hour
ORDER BY
  weekday NULLS FIRST,
  hour NULLS FIRST
