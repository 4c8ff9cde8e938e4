-- gold_category_baskets as its definition reads.
select
    user_id,
    category,
    count(*) as purchases,
    sum(revenue)::decimal(18, 2) as revenue,
    max(event_ts) as last_purchase
from silver
where event_type = 'purchase' and event_ts <= getvariable('as_of')
group by user_id, category
