-- gold_purchase_history as its definition reads: days with a purchase, UTC.
with
purchase_days as (
    select
        user_id,
        (event_ts at time zone 'UTC')::date as day,
        sum(revenue) as spent
    from silver
    where event_type = 'purchase' and event_ts <= getvariable('as_of')
    group by all
),

numbered as (
    select
        *,
        row_number() over (partition by user_id order by day) as place
    from purchase_days
)

select
    user_id,
    getvariable('as_of') as as_of,
    max(place) - 1 as frequency,
    (max(day) - min(day)) / 7 as recency_weeks,
    ((getvariable('as_of') at time zone 'UTC')::date - min(day)) / 7 as age_weeks,
    case
        when max(place) > 1
            then ((sum(spent * 200) filter (where place > 1)::bigint + max(place) - 1)
                // (2 * (max(place) - 1)) * 0.01)::decimal(18, 2)
    end as mean_order_value
from numbered
group by user_id
