-- gold_user_features as its definition reads, by nothing but SQL over silver.
with
events as (
    select
        *,
        event_type = 'purchase' as is_purchase,
        nullif(session_id, 'unknown') as session
    from silver
    where event_ts <= getvariable('as_of')
),

customers as (
    select
        user_id,
        count(*) filter (where is_purchase) as frequency,
        count(distinct (event_ts at time zone 'UTC')::date) filter (where is_purchase) as days,
        coalesce(sum(revenue) filter (where is_purchase), 0)::decimal(18, 2) as monetary_total,
        min(event_ts) filter (where is_purchase) as first_purchase,
        max(event_ts) filter (where is_purchase) as last_purchase,
        count(*) filter (where event_type = 'page_view') as page_views,
        count(*) filter (where event_type = 'search') as searches,
        count(*) filter (where event_type = 'add_to_cart') as add_to_carts,
        count(*) filter (where event_type = 'promo_click') as promo_clicks,
        count(*) filter (where event_type = 'wishlist') as wishlists,
        count(*) filter (where event_type = 'return') as returns,
        count(distinct session) as sessions,
        count(distinct session) filter (where is_purchase) as buying_sessions,
        min(event_ts) as first_seen,
        max(event_ts) as last_seen
    from events
    group by user_id
),

top_categories as (
    select user_id, category as top_category
    from events
    where is_purchase
    group by user_id, category
    qualify row_number() over (partition by user_id order by sum(revenue) desc, category) = 1
),

home_countries as (
    select user_id, country as home_country
    from events
    where country <> 'unknown'
    group by user_id, country
    qualify row_number() over (partition by user_id order by count(*) desc, country) = 1
),

scored as (
    select
        *,
        ntile(5) over (order by last_purchase nulls first, user_id) as r_score,
        ntile(5) over (order by frequency, user_id) as f_score,
        ntile(5) over (order by monetary_total, user_id) as m_score
    from customers
)

select
    user_id,
    getvariable('as_of') as as_of,
    getvariable('silver_version')::bigint as silver_version,
    (epoch_us(getvariable('as_of')) - epoch_us(last_purchase)) / 86400e6 as recency_days,
    frequency,
    greatest(days - 1, 0) as repeat_purchases,
    monetary_total,
    case
        when frequency > 0
            -- Half up in whole cents: DuckDB divides decimals as doubles.
            then (((monetary_total * 200)::bigint + frequency) // (2 * frequency) * 0.01)
                ::decimal(18, 2)
    end as average_order_value,
    (epoch_us(getvariable('as_of')) - epoch_us(first_seen)) / 86400e6 as tenure_days,
    (epoch_us(getvariable('as_of')) - epoch_us(first_purchase)) / 86400e6 as customer_age_days,
    page_views,
    searches,
    add_to_carts,
    promo_clicks,
    wishlists,
    returns,
    case when frequency > 0 then returns / frequency end as return_rate,
    case when sessions > 0 then buying_sessions / sessions end as conversion_rate,
    sessions,
    first_seen,
    last_seen,
    top_category,
    coalesce(home_country, 'unknown') as home_country,
    r_score,
    f_score,
    m_score,
    concat(r_score, f_score, m_score) as rfm_score
from scored
left join top_categories using (user_id)
left join home_countries using (user_id)
