-- The segments: how many customers each has, and what they are worth.
select
    segment_id,
    segment,
    count(*) as customers,
    count(*) / sum(count(*)) over () as share,
    avg(recency_days) as mean_recency_days,
    sum(frequency) / count(*) as mean_frequency,
    cast(avg(monetary_value) as decimal(18, 2)) as mean_monetary_value,
    cast(avg(clv_12m) as decimal(18, 2)) as mean_clv_12m,
    sum(clv_12m) as clv_12m,
    avg(prob_alive) as mean_prob_alive
from gold_customer_segments
group by segment_id, segment
order by clv_12m desc, segment
