-- Generated from 02-latency-histogram/query.sql by transpile.py: change that one.
WITH latencies AS (
  SELECT
    flink_latency_ms,
    COUNT(*) AS events
  FROM retail.silver_events
  GROUP BY
    flink_latency_ms
), widths AS (
  SELECT
    CASE
      WHEN (
        MAX(flink_latency_ms) // 40 + 1
      ) IS NULL OR 225 IS NULL
      THEN NULL
      ELSE GREATEST(MAX(flink_latency_ms) // 40 + 1, 225)
    END AS width
  FROM latencies
), classes AS (
  SELECT
    class_number * widths.width AS from_ms,
    (
      class_number + 1
    ) * widths.width AS to_ms
  FROM widths
  CROSS JOIN UNNEST(GENERATE_SERIES(0, 39)) AS _t0(class_number)
  WHERE
    NOT widths.width IS NULL
)
SELECT
  classes.from_ms,
  classes.to_ms,
  COALESCE(SUM(latencies.events), 0) AS events,
  COALESCE(
    SUM(CASE WHEN latencies.flink_latency_ms <= 8000 THEN latencies.events ELSE 0 END),
    0
  ) AS within_sla
FROM classes
LEFT JOIN latencies
  ON classes.from_ms <= latencies.flink_latency_ms
  AND classes.to_ms > latencies.flink_latency_ms
GROUP BY
  classes.from_ms,
  classes.to_ms
ORDER BY
  classes.from_ms NULLS FIRST
