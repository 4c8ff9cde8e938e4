-- Generated from 18-latency-percentiles/query.sql by transpile.py: change that one.
WITH latencies AS (
  SELECT
    flink_latency_ms AS latency_ms,
    COUNT(*) AS events
  FROM retail.silver_events
  GROUP BY
    latency_ms
), ranked AS (
  SELECT
    latency_ms,
    SUM(events) OVER (ORDER BY latency_ms NULLS FIRST rows BETWEEN UNBOUNDED preceding AND CURRENT ROW) AS events_to_here,
    SUM(events) OVER () AS events
  FROM latencies
)
SELECT
  permille / 10 AS percentile,
  MIN(ranked.latency_ms) AS latency_ms
FROM ranked
CROSS JOIN UNNEST([500, 750, 900, 950, 990, 999, 1000]) AS _t0(permille)
WHERE
  ranked.events_to_here * 1000 >= permille * ranked.events
GROUP BY
  permille
ORDER BY
  permille NULLS FIRST
