-- Which categories are bought by the same customers: the rule 'who has A also has B', for each
-- ordered pair. A basket is all that a customer ever bought, as an array of categories.
-- Grain: one row an ordered pair of different categories that share a customer.
-- Columns:
--   category_a  STRING   what is in the basket
--   category_b  STRING   what else is in it
--   users       INT64    customers with both
--   users_a     INT64    customers with category_a
--   users_b     INT64    customers with category_b
--   support     FLOAT64  users by all customers with a basket
--   confidence  FLOAT64  users by users_a
--   lift        FLOAT64  confidence by the share of all customers that have category_b
with baskets as (
    select
        user_id,
        array_agg(distinct category order by category) as categories
    from retail.silver_events
    where event_type = 'purchase' and category is not null
    group by user_id
),

totals as (
    select count(*) as baskets
    from baskets
),

counts as (
    select
        category,
        count(*) as users
    from baskets
    cross join unnest(baskets.categories) as category
    group by category
),

pairs as (
    select
        category_a,
        category_b,
        count(*) as users
    from baskets
    cross join unnest(baskets.categories) as category_a
    cross join unnest(baskets.categories) as category_b
    where category_a != category_b
    group by category_a, category_b
)

select
    pairs.category_a,
    pairs.category_b,
    pairs.users,
    counts_a.users as users_a,
    counts_b.users as users_b,
    safe_divide(pairs.users, totals.baskets) as support,
    safe_divide(pairs.users, counts_a.users) as confidence,
    safe_divide(pairs.users * totals.baskets, counts_a.users * counts_b.users) as lift
from pairs
cross join totals
inner join counts as counts_a on pairs.category_a = counts_a.category
inner join counts as counts_b on pairs.category_b = counts_b.category
order by lift desc, pairs.users desc, pairs.category_a asc, pairs.category_b asc
