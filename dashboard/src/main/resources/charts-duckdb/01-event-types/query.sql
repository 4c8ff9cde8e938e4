-- Generated from 01-event-types/query.sql by transpile.py: change that one.
SELECT
  event_type,
  COUNT(*) AS events
FROM retail.silver_events
GROUP BY
  event_type
ORDER BY
  events DESC,
  event_type ASC NULLS FIRST
