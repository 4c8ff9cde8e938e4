-- Revenue of the one-minute windows: the final totals, and what late events added to them. A live
-- stream is looked at by the minute, a replay of months by the day.
-- Grain: one row a step with a sale.
with span as (
    select timestamp_diff(max(window_start), min(window_start), minute) as minutes
    from retail.gold_revenue_windows
),

steps as (
    select
        case
            when minutes <= 500 then 1
            when minutes <= 2500 then 5
            when minutes <= 30000 then 60
            else 1440
        end as step_minutes
    from span
),

ranked as (
    select
        window_start,
        category,
        revenue,
        pane_timing = 'LATE' as is_late,
        row_number() over (
            partition by window_start, category
            order by events desc, emitted_at asc, revenue asc
        ) as final_rank,
        row_number() over (
            partition by window_start, category, pane_timing = 'LATE'
            order by events desc, emitted_at asc, revenue asc
        ) as timing_rank
    from retail.gold_revenue_windows
)

select
    timestamp_seconds(
        div(unix_seconds(ranked.window_start), steps.step_minutes * 60) * steps.step_minutes * 60
    ) as step_start,
    steps.step_minutes,
    coalesce(sum(if(ranked.final_rank = 1, ranked.revenue, null)), 0) as revenue,
    coalesce(sum(if(not ranked.is_late and ranked.timing_rank = 1, ranked.revenue, null)), 0)
        as on_time_revenue,
    count(distinct ranked.window_start) as windows,
    countif(ranked.is_late) as late_panes
from ranked
cross join steps
group by step_start, steps.step_minutes
order by step_start
