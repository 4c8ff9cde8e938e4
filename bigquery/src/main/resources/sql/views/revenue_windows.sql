-- The true total of each one-minute window and category, of all that the stream told of it.
-- Grain: one row a window and category.
-- Columns: those of gold_revenue_windows, and
--   firings  INT64  rows that the stream wrote of the window
select
    window_start,
    window_end,
    category,
    revenue,
    purchases,
    events,
    pane_timing,
    emitted_at,
    count(*) over (partition by window_start, category) as firings
from retail.gold_revenue_windows
qualify
    row_number() over (
        partition by window_start, category
        order by events desc, emitted_at asc, pane_timing asc, revenue asc
    ) = 1
