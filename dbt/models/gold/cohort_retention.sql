-- The same as the statement cohort_retention in bigquery/src/main/resources/sql, which is its source.
-- Grain: one row a cohort and month number, for the months that purchases reach.
with

purchases as (
    select
        user_id,
        revenue,
        {{ month_of("event_date") }} as purchase_month
    from {{ ref("stg_events") }}
    where event_type = 'purchase'
),

customers as (
    select
        user_id,
        min(purchase_month) as cohort
    from purchases
    group by user_id
),

cohorts as (
    select
        cohort,
        count(*) as cohort_users
    from customers
    group by cohort
),

last_month as (
    select max(purchase_month) as purchase_month
    from purchases
),

months as (
    select
        cohorts.cohort,
        cohorts.cohort_users,
        month_number
    from cohorts
    cross join last_month
    cross join {{ numbers(0, 12, "month_number") }}
    where month_number <= {{ months_between("cohorts.cohort", "last_month.purchase_month") }}
),

activity as (
    select
        customers.cohort,
        purchases.purchase_month,
        count(distinct purchases.user_id) as active_users,
        sum(purchases.revenue) as revenue
    from purchases
    inner join customers on purchases.user_id = customers.user_id
    group by customers.cohort, purchases.purchase_month
)

select
    months.cohort,
    cast(months.month_number as {{ whole() }}) as month_number,
    cast(months.cohort_users as {{ whole() }}) as cohort_users,
    cast(coalesce(activity.active_users, 0) as {{ whole() }}) as active_users,
    coalesce(activity.active_users, 0) / months.cohort_users as retention,
    cast(coalesce(activity.revenue, 0) as {{ money() }}) as revenue,
    cast(
        sum(coalesce(activity.revenue, 0)) over (
            partition by months.cohort
            order by months.month_number
        ) as {{ money() }}
    ) as cumulative_revenue
from months
left join activity
    on
        months.cohort = activity.cohort
        and months.month_number = {{ months_between("activity.cohort", "activity.purchase_month") }}
