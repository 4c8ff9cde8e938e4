-- Which categories are bought by the same customers: lift of each pair, and how many have both.
-- Grain: one row an ordered pair of different categories that share a customer.
with baskets as (
    select distinct
        user_id,
        category
    from retail.silver_events
    where event_type = 'purchase' and category is not null
),

totals as (
    select count(distinct user_id) as customers
    from baskets
),

counts as (
    select
        category,
        count(*) as customers
    from baskets
    group by category
),

pairs as (
    select
        a.category as category_a,
        b.category as category_b,
        count(*) as customers
    from baskets as a
    inner join baskets as b on a.user_id = b.user_id
    where a.category != b.category
    group by a.category, b.category
)

select
    pairs.category_a,
    pairs.category_b,
    pairs.customers,
    safe_divide(pairs.customers, counts_a.customers) as confidence,
    safe_divide(pairs.customers * totals.customers, counts_a.customers * counts_b.customers) as lift
from pairs
cross join totals
inner join counts as counts_a on pairs.category_a = counts_a.category
inner join counts as counts_b on pairs.category_b = counts_b.category
order by lift desc, pairs.category_a asc, pairs.category_b asc
