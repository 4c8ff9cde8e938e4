-- Grain: one row an ordered pair of categories that some customer has bought both of.
with

totals as (
    select count(distinct user_id) as baskets
    from {{ ref("category_baskets") }}
),

counts as (
    select
        category,
        count(*) as users
    from {{ ref("category_baskets") }}
    group by category
),

pairs as (
    select
        one.category as category_a,
        other.category as category_b,
        count(*) as users
    from {{ ref("category_baskets") }} as one
    inner join {{ ref("category_baskets") }} as other
        on
            one.user_id = other.user_id
            and one.category != other.category
    group by one.category, other.category
)

select
    pairs.category_a,
    pairs.category_b,
    cast(pairs.users as {{ whole() }}) as users,
    cast(counts_a.users as {{ whole() }}) as users_a,
    cast(counts_b.users as {{ whole() }}) as users_b,
    pairs.users / totals.baskets as support,
    pairs.users / counts_a.users as confidence,
    (pairs.users * totals.baskets) / (counts_a.users * counts_b.users) as lift
from pairs
cross join totals
inner join counts as counts_a on pairs.category_a = counts_a.category
inner join counts as counts_b on pairs.category_b = counts_b.category
