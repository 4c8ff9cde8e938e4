-- How far visits get: of the sessions that see a page, how many put something into the cart, and
-- how many buy. A session counts for a step if it got to that step or a later one.
-- Grain: one row a step, in order.
-- Columns:
--   step_number      INT64    1 is the first
--   step             STRING   visit, add_to_cart or purchase
--   sessions         INT64    sessions that got this far
--   users            INT64    customers in them
--   share_of_first   FLOAT64  sessions by those of the first step
--   share_of_before  FLOAT64  sessions by those of the step before; null for the first
with sessions as (
    select
        user_id,
        session_id,
        max(
            case event_type
                when 'purchase' then 3
                when 'add_to_cart' then 2
                else 1
            end
        ) as furthest
    from retail.silver_events
    where session_id is not null and event_type != 'return'
    group by user_id, session_id
),

steps as (
    select
        1 as step_number,
        'visit' as step
    union all
    select
        2 as step_number,
        'add_to_cart' as step
    union all
    select
        3 as step_number,
        'purchase' as step
),

reached as (
    select
        steps.step_number,
        steps.step,
        count(sessions.session_id) as sessions,
        count(distinct sessions.user_id) as users
    from steps
    left join sessions on steps.step_number <= sessions.furthest
    group by steps.step_number, steps.step
)

select
    step_number,
    step,
    sessions,
    users,
    safe_divide(
        sessions,
        first_value(sessions) over (order by step_number)
    ) as share_of_first,
    safe_divide(
        sessions,
        lag(sessions) over (order by step_number)
    ) as share_of_before
from reached
order by step_number
