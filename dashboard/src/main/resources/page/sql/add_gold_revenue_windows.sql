insert into windows
select
    window_start,
    category,
    revenue,
    purchases,
    events,
    pane_timing,
    emitted_at
from added;
