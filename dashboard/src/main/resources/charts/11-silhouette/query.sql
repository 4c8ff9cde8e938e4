-- How well each number of segments fits.
-- Grain: one row a number of segments.
select
    k,
    inertia,
    silhouette,
    chosen
from retail.gold_segment_sweep
order by k
