-- How many of the customers who first bought in a month buy again in each of the twelve months
-- after it.
-- Grain: one row a cohort and month number, for the months that the data reach.
with purchases as (
    select distinct
        user_id,
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

active as (
    select
        customers.cohort,
        date_diff(purchases.purchase_month, customers.cohort, month) as month_number,
        count(*) as users
    from purchases
    inner join customers on purchases.user_id = customers.user_id
    group by customers.cohort, month_number
)

select
    cohorts.cohort,
    number as month_number,
    cohorts.cohort_users,
    coalesce(active.users, 0) as active_users,
    safe_divide(coalesce(active.users, 0), cohorts.cohort_users) as retention
from cohorts
cross join last_month
cross join unnest(generate_array(1, 12)) as number
left join active
    on
        cohorts.cohort = active.cohort
        and active.month_number = number
where number <= date_diff(last_month.purchase_month, cohorts.cohort, month)
order by cohorts.cohort, month_number
