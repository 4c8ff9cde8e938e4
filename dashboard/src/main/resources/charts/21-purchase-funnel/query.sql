-- How far visits get. A session counts for a step if it got to that step or a later one.
-- Grain: one row a step, in order.
with sessions as (
    select
        session_id,
        max(
            case event_type
                when 'purchase' then 3
                when 'add_to_cart' then 2
                else 1
            end
        ) as furthest
    from retail.silver_events
    where session_id is not null and session_id != 'unknown' and event_type != 'return'
    group by user_id, session_id
)

select
    step_number,
    case step_number
        when 1 then 'visit'
        when 2 then 'add to cart'
        else 'purchase'
    end as step,
    countif(sessions.furthest >= step_number) as sessions
from sessions
cross join unnest([1, 2, 3]) as step_number
group by step_number
order by step_number
