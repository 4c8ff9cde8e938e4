-- Generated from 17-revenue-windows/query.sql by transpile.py: change that one.
WITH span AS (
  SELECT
    DATE_DIFF('MINUTE', MIN(window_start), MAX(window_start)) AS minutes
  FROM retail.gold_revenue_windows
), steps AS (
  SELECT
    CASE
      WHEN minutes <= 500
      THEN 1
      WHEN minutes <= 2500
      THEN 5
      WHEN minutes <= 30000
      THEN 60
      ELSE 1440
    END AS step_minutes
  FROM span
), ranked AS (
  SELECT
    window_start,
    category,
    revenue,
    pane_timing = 'LATE' AS is_late,
    ROW_NUMBER() OVER (
      PARTITION BY window_start, category
      ORDER BY events DESC, emitted_at ASC NULLS FIRST, revenue ASC NULLS FIRST
    ) AS final_rank,
    ROW_NUMBER() OVER (
      PARTITION BY window_start, category, pane_timing = 'LATE'
      ORDER BY events DESC, emitted_at ASC NULLS FIRST, revenue ASC NULLS FIRST
    ) AS timing_rank
  FROM retail.gold_revenue_windows
)
SELECT
  TO_TIMESTAMP(
    CAST(EPOCH(ranked.window_start) AS BIGINT) // (
      steps.step_minutes * 60
    ) * steps.step_minutes * 60
  ) AS step_start,
  steps.step_minutes,
  COALESCE(SUM(CASE WHEN ranked.final_rank = 1 THEN ranked.revenue ELSE NULL END), 0) AS revenue,
  COALESCE(
    SUM(
      CASE
        WHEN NOT ranked.is_late AND ranked.timing_rank = 1
        THEN ranked.revenue
        ELSE NULL
      END
    ),
    0
  ) AS on_time_revenue,
  COUNT(DISTINCT ranked.window_start) AS windows,
  COUNT_IF(ranked.is_late) AS late_panes
FROM ranked
CROSS JOIN steps
GROUP BY
  step_start,
  steps.step_minutes
ORDER BY
  step_start NULLS FIRST
