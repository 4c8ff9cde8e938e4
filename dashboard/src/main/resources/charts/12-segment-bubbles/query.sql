-- The segments side by side.
-- Grain: one row a segment.
select
    segment,
    count(*) as customers,
    avg(frequency) as mean_frequency,
    avg(cast(clv_12m as float64)) as mean_clv_12m,
    sum(clv_12m) as clv_12m
from retail.gold_customer_segments
group by segment
order by customers desc, segment asc
