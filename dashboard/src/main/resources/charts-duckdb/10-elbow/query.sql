-- Generated from 10-elbow/query.sql by transpile.py: change that one.
SELECT
  k,
  inertia,
  silhouette,
  chosen
FROM retail.gold_segment_sweep
ORDER BY
  k NULLS FIRST
