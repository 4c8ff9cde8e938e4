-- Grain: one row a window and category, the one that is true.
select
    window_start,
    window_end,
    category,
    revenue,
    purchases,
    events,
    pane_timing,
    emitted_at
from {{ source("lakehouse", "gold_revenue_windows") }}
where true
qualify row_number() over (
    partition by window_start, category
    order by events desc, emitted_at asc, pane_timing asc, revenue asc
) = 1
