-- How well each number of segments fits: the elbow and the silhouette.
-- Grain: one row a number of segments.
-- Columns:
--   k            INT64    number of segments
--   inertia      FLOAT64  sum of squared distances to the centres
--   inertia_cut  FLOAT64  how much of it one segment more has taken away; null for the first
--   silhouette   FLOAT64  mean silhouette, -1 to 1
--   chosen       BOOL     the number that was taken
select
    k,
    inertia,
    1 - safe_divide(inertia, lag(inertia) over (order by k)) as inertia_cut,
    silhouette,
    chosen
from retail.gold_segment_sweep
order by k
