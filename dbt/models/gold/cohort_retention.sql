-- Grain: one row a cohort and month since its first purchase, 0 to 12, as far as events reach.
with

purchases as (
    select
        user_id,
        revenue,
        {{ month_of("event_date") }} as purchase_month
    from {{ ref("stg_events") }}
    where event_type = 'purchase'
),

cohorts as (
    select
        user_id,
        min(purchase_month) as cohort_month
    from purchases
    group by user_id
),

sizes as (
    select
        cohort_month,
        count(*) as cohort_size
    from cohorts
    group by cohort_month
),

last_months as (
    select max({{ month_of("event_date") }}) as last_month
    from {{ ref("stg_events") }}
),

months as (
    select
        sizes.cohort_month,
        sizes.cohort_size,
        month_number
    from sizes
    cross join last_months
    cross join {{ numbers(0, 12, "month_number") }}
    where month_number <= {{ months_between("sizes.cohort_month", "last_months.last_month") }}
),

activity as (
    select
        cohorts.cohort_month,
        purchases.purchase_month,
        count(distinct purchases.user_id) as active_users,
        sum(purchases.revenue) as revenue
    from purchases
    inner join cohorts on purchases.user_id = cohorts.user_id
    group by cohorts.cohort_month, purchases.purchase_month
)

select
    months.cohort_month,
    cast(months.month_number as {{ whole() }}) as month_number,
    cast(months.cohort_size as {{ whole() }}) as cohort_size,
    cast(coalesce(activity.active_users, 0) as {{ whole() }}) as active_users,
    coalesce(activity.active_users, 0) / months.cohort_size as retention,
    cast(coalesce(activity.revenue, 0) as {{ money() }}) as revenue,
    cast(
        sum(coalesce(activity.revenue, 0)) over (
            partition by months.cohort_month
            order by months.month_number
        ) as {{ money() }}
    ) as cumulative_revenue
from months
left join activity
    on
        months.cohort_month = activity.cohort_month
        and months.month_number = {{ months_between("activity.cohort_month", "activity.purchase_month") }}
