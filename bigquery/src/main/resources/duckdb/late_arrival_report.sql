-- Generated from late_arrival_report.sql by transpile.py: change that one.
WITH arrivals AS (
  SELECT
    CAST(DATE_TRUNC('MONTH', event_date) AS DATE) AS month_start,
    arrival,
    COUNT(*) AS events,
    COUNT(DISTINCT user_id) AS users,
    COALESCE(SUM(CASE WHEN event_type IN ('purchase', 'return') THEN revenue ELSE NULL END), 0) AS revenue,
    SUM(DATE_DIFF('MILLISECOND', event_ts, kafka_ts)) AS delay_ms
  FROM retail.silver_events
  GROUP BY
    month_start,
    arrival
)
SELECT
  month_start,
  arrival,
  events,
  CASE
    WHEN SUM(events) OVER (PARTITION BY month_start) <> 0
    THEN events / SUM(events) OVER (PARTITION BY month_start)
    ELSE NULL
  END AS share,
  users,
  revenue,
  CASE WHEN events <> 0 THEN delay_ms / events ELSE NULL END / 1000 AS mean_delay_s
FROM arrivals
ORDER BY
  month_start NULLS FIRST,
  arrival NULLS FIRST
