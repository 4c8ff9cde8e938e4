-- How many of the customers who first bought in a month buy again in each of the twelve months
-- after it, and what they have brought until then.
-- Grain: one row a cohort and month number, for the months that the data reach.
-- Columns:
--   cohort              DATE     first day of the month of the first purchase, UTC
--   month_number        INT64    months since the cohort's own, which is 0; at most 12
--   cohort_users        INT64    customers in the cohort
--   active_users        INT64    those of them with a purchase in this month
--   retention           FLOAT64  active_users by cohort_users
--   revenue             NUMERIC  USD of their purchases in this month
--   cumulative_revenue  NUMERIC  USD of their purchases until the end of this month
with purchases as (
    select
        user_id,
        revenue,
        cast(date_trunc(event_date, month) as date) as purchase_month
    from retail.silver_events
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
    cross join unnest(generate_array(0, 12)) as month_number
    where month_number <= date_diff(last_month.purchase_month, cohorts.cohort, month)
),

activity as (
    select
        customers.cohort,
        date_diff(purchases.purchase_month, customers.cohort, month) as month_number,
        count(distinct purchases.user_id) as active_users,
        sum(purchases.revenue) as revenue
    from purchases
    inner join customers on purchases.user_id = customers.user_id
    group by customers.cohort, month_number
)

select
    months.cohort,
    months.month_number,
    months.cohort_users,
    coalesce(activity.active_users, 0) as active_users,
    safe_divide(coalesce(activity.active_users, 0), months.cohort_users) as retention,
    coalesce(activity.revenue, 0) as revenue,
    sum(coalesce(activity.revenue, 0)) over (
        partition by months.cohort
        order by months.month_number
        rows between unbounded preceding and current row
    ) as cumulative_revenue
from months
left join activity
    on
        months.cohort = activity.cohort
        and months.month_number = activity.month_number
order by months.cohort, months.month_number
