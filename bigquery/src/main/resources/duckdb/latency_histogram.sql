-- Generated from latency_histogram.sql by transpile.py: change that one.
WITH latencies AS (
  SELECT
    flink_latency_ms AS latency_ms,
    COUNT(*) AS events
  FROM retail.silver_events
  GROUP BY
    latency_ms
), widths AS (
  SELECT
    MAX(latency_ms) // 40 + 1 AS width
  FROM latencies
), classes AS (
  SELECT
    class_number,
    (
      class_number - 1
    ) * widths.width AS from_ms,
    class_number * widths.width AS to_ms
  FROM widths
  CROSS JOIN UNNEST(GENERATE_SERIES(1, 40)) AS _t0(class_number)
  WHERE
    NOT widths.width IS NULL
)
SELECT
  classes.class_number,
  classes.from_ms,
  classes.to_ms,
  COALESCE(SUM(latencies.events), 0) AS events
FROM classes
LEFT JOIN latencies
  ON classes.from_ms <= latencies.latency_ms AND classes.to_ms > latencies.latency_ms
GROUP BY
  classes.class_number,
  classes.from_ms,
  classes.to_ms
ORDER BY
  classes.class_number NULLS FIRST
