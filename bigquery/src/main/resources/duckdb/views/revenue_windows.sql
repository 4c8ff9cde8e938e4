-- Generated from views/revenue_windows.sql by transpile.py: change that one.
SELECT
  window_start,
  window_end,
  category,
  revenue,
  purchases,
  events,
  pane_timing,
  emitted_at,
  COUNT(*) OVER (PARTITION BY window_start, category) AS firings
FROM retail.gold_revenue_windows
QUALIFY
  ROW_NUMBER() OVER (
    PARTITION BY window_start, category
    ORDER BY events DESC, emitted_at ASC NULLS FIRST, pane_timing ASC NULLS FIRST, revenue ASC NULLS FIRST
  ) = 1
