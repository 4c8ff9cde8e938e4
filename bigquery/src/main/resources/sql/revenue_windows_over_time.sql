-- Revenue of each one-minute window over all categories, and what late events added to it.
-- Grain: one row a window with a sale.
-- Columns:
--   window_start     TIMESTAMP  inclusive, UTC
--   window_end       TIMESTAMP  exclusive
--   revenue          NUMERIC    USD: purchases less returns
--   purchases        INT64      purchases
--   firings          INT64      rows that the stream wrote of the window
--   late_firings     INT64      those of them that late events caused
--   on_time_revenue  NUMERIC    USD by the last firing before the late ones
--   late_revenue     NUMERIC    USD that late events added
with told as (
    select
        window_start,
        window_end,
        category,
        revenue,
        events,
        purchases,
        emitted_at,
        pane_timing = 'LATE' as is_late
    from retail.gold_revenue_windows
),

ranked as (
    select
        window_start,
        window_end,
        category,
        revenue,
        purchases,
        is_late,
        row_number() over (
            partition by window_start, category
            order by events desc, emitted_at asc, is_late asc, revenue asc
        ) as final_rank,
        row_number() over (
            partition by window_start, category, is_late
            order by events desc, emitted_at asc, revenue asc
        ) as timing_rank
    from told
)

select
    window_start,
    window_end,
    coalesce(sum(if(final_rank = 1, revenue, null)), 0) as revenue,
    coalesce(sum(if(final_rank = 1, purchases, null)), 0) as purchases,
    count(*) as firings,
    countif(is_late) as late_firings,
    coalesce(sum(if(not is_late and timing_rank = 1, revenue, null)), 0) as on_time_revenue,
    coalesce(sum(if(final_rank = 1, revenue, null)), 0)
    - coalesce(sum(if(not is_late and timing_rank = 1, revenue, null)), 0) as late_revenue
from ranked
group by window_start, window_end
order by window_start
