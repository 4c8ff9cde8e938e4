-- Grain: one row an ordered pair of categories that some customer has bought both of.
with

customers as (
    select count(distinct user_id) as customers
    from {{ ref("category_baskets") }}
),

buyers as (
    select
        category,
        count(*) as customers
    from {{ ref("category_baskets") }}
    group by category
),

pairs as (
    select
        one.category,
        other.category as other_category,
        count(*) as customers
    from {{ ref("category_baskets") }} as one
    inner join {{ ref("category_baskets") }} as other
        on
            one.user_id = other.user_id
            and one.category <> other.category
    group by one.category, other.category
)

select
    pairs.category,
    pairs.other_category,
    cast(pairs.customers as {{ whole() }}) as customers,
    pairs.customers / customers.customers as support,
    pairs.customers / buyers.customers as confidence,
    (pairs.customers / buyers.customers) / (other_buyers.customers / customers.customers) as lift
from pairs
cross join customers
inner join buyers on pairs.category = buyers.category
inner join buyers as other_buyers on pairs.other_category = other_buyers.category
