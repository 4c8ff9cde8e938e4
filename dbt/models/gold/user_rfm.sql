-- Grain: one row a customer.
with

clock as (
    {%- if var("as_of") %}
    select cast('{{ var("as_of") }}' as {{ instant() }}) as as_of
    {%- else %}
    select max(event_ts) as as_of
    from {{ ref("stg_events") }}
    {%- endif %}
),

events as (
    select
        stg_events.*,
        clock.as_of
    from {{ ref("stg_events") }} as stg_events
    cross join clock
    where stg_events.event_ts <= clock.as_of
),

customers as (
    select
        user_id,
        max(as_of) as as_of,
        min(event_ts) as first_seen,
        max(event_ts) as last_seen,
        count(case when event_type = 'return' then 1 end) as returns
    from events
    group by user_id
),

purchases as (
    select
        user_id,
        count(*) as frequency,
        count(distinct event_date) - 1 as repeat_purchases,
        sum(revenue) as monetary_total,
        min(event_ts) as first_purchase,
        max(event_ts) as last_purchase
    from events
    where event_type = 'purchase'
    group by user_id
),

category_totals as (
    select
        user_id,
        category,
        sum(revenue) as revenue
    from events
    where event_type = 'purchase'
    group by user_id, category
),

top_categories as (
    select
        user_id,
        category as top_category
    from category_totals
    where true
    qualify row_number() over (
        partition by user_id
        order by revenue desc, category asc
    ) = 1
),

country_totals as (
    select
        user_id,
        country,
        count(*) as events
    from events
    group by user_id, country
),

home_countries as (
    select
        user_id,
        country as home_country
    from country_totals
    where true
    qualify row_number() over (
        partition by user_id
        order by
            case when country = 'unknown' then 1 else 0 end,
            events desc,
            country asc
    ) = 1
),

measures as (
    select
        customers.user_id,
        customers.as_of,
        customers.first_seen,
        customers.last_seen,
        customers.returns,
        purchases.last_purchase,
        top_categories.top_category,
        home_countries.home_country,
        coalesce(purchases.frequency, 0) as frequency,
        coalesce(purchases.repeat_purchases, 0) as repeat_purchases,
        coalesce(purchases.monetary_total, 0) as monetary_total,
        {{ days_between("customers.first_seen", "customers.as_of") }} as tenure_days,
        {{ days_between("purchases.last_purchase", "customers.as_of") }} as recency_days,
        {{ days_between("purchases.first_purchase", "customers.as_of") }} as customer_age_days
    from customers
    left join purchases on customers.user_id = purchases.user_id
    left join top_categories on customers.user_id = top_categories.user_id
    left join home_countries on customers.user_id = home_countries.user_id
),

scores as (
    select
        measures.*,
        ntile(5) over (order by last_purchase asc nulls first, user_id asc) as r_score,
        ntile(5) over (order by frequency asc, user_id asc) as f_score,
        ntile(5) over (order by monetary_total asc, user_id asc) as m_score
    from measures
)

select
    user_id,
    as_of,
    recency_days,
    cast(frequency as {{ whole() }}) as frequency,
    cast(repeat_purchases as {{ whole() }}) as repeat_purchases,
    cast(monetary_total as {{ money() }}) as monetary_total,
    case
        when frequency > 0
            then {{ money_each("monetary_total", "frequency") }}
    end as average_order_value,
    tenure_days,
    customer_age_days,
    cast(returns as {{ whole() }}) as returns,
    case when frequency > 0 then returns / frequency end as return_rate,
    first_seen,
    last_seen,
    top_category,
    home_country,
    cast(r_score as {{ whole() }}) as r_score,
    cast(f_score as {{ whole() }}) as f_score,
    cast(m_score as {{ whole() }}) as m_score,
    concat(
        cast(r_score as {{ dbt.type_string() }}),
        cast(f_score as {{ dbt.type_string() }}),
        cast(m_score as {{ dbt.type_string() }})
    ) as rfm_score,
    case
        when frequency = 0 then 'Churned'
        when r_score >= 4 and f_score >= 4 and m_score >= 4 then 'Champions'
        when r_score >= 3 then 'Loyalists'
        when f_score >= 3 or m_score >= 3 then 'At Risk'
        else 'Churned'
    end as clv_tier
from scores
