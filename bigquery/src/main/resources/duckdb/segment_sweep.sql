-- Generated from segment_sweep.sql by transpile.py: change that one.
SELECT
  k,
  inertia,
  1 - CASE
    WHEN LAG(inertia) OVER (ORDER BY k NULLS FIRST) <> 0
    THEN inertia / LAG(inertia) OVER (ORDER BY k NULLS FIRST)
    ELSE NULL
  END AS inertia_cut,
  silhouette,
  chosen
FROM retail.gold_segment_sweep
ORDER BY
  k NULLS FIRST
