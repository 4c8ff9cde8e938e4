-- How many customers have each category in their basket. A basket is all that a customer ever
-- bought, as an array of categories.
-- Grain: one row a category with a purchase.
-- Columns:
--   category       STRING   the category
--   users          INT64    customers with the category in their basket
--   support        FLOAT64  their share of all customers with a basket
--   mean_basket    FLOAT64  categories in the baskets that hold it, on average
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
)

select
    category,
    count(*) as users,
    safe_divide(count(*), max(totals.baskets)) as support,
    safe_divide(sum(array_length(baskets.categories)), count(*)) as mean_basket
from baskets
cross join totals
cross join unnest(baskets.categories) as category
group by category
order by users desc, category asc
