-- Generated from revenue_windows_over_time.sql by transpile.py: change that one.
WITH told AS (
  SELECT
    window_start,
    window_end,
    category,
    revenue,
    events,
    purchases,
    emitted_at,
    pane_timing = 'LATE' AS is_late
  FROM retail.gold_revenue_windows
), ranked AS (
  SELECT
    window_start,
    window_end,
    category,
    revenue,
    purchases,
    is_late,
    ROW_NUMBER() OVER (
      PARTITION BY window_start, category
      ORDER BY events DESC, emitted_at ASC NULLS FIRST, is_late ASC NULLS FIRST, revenue ASC NULLS FIRST
    ) AS final_rank,
    ROW_NUMBER() OVER (
      PARTITION BY window_start, category, is_late
      ORDER BY events DESC, emitted_at ASC NULLS FIRST, revenue ASC NULLS FIRST
    ) AS timing_rank
  FROM told
)
SELECT
  window_start,
  window_end,
  COALESCE(SUM(CASE WHEN final_rank = 1 THEN revenue ELSE NULL END), 0) AS revenue,
  COALESCE(SUM(CASE WHEN final_rank = 1 THEN purchases ELSE NULL END), 0) AS purchases,
  COUNT(*) AS firings,
  COUNT_IF(is_late) AS late_firings,
  COALESCE(SUM(CASE WHEN NOT is_late AND timing_rank = 1 THEN revenue ELSE NULL END), 0) AS on_time_revenue,
  COALESCE(SUM(CASE WHEN final_rank = 1 THEN revenue ELSE NULL END), 0) - COALESCE(SUM(CASE WHEN NOT is_late AND timing_rank = 1 THEN revenue ELSE NULL END), 0) AS late_revenue
FROM ranked
GROUP BY
  window_start,
  window_end
ORDER BY
  window_start NULLS FIRST
