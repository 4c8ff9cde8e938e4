-- How likely customers are still there, over how often they bought and when last: the mean of
-- P(alive) on a grid.
-- Grain: one row a cell with customers.
select
    least(frequency, 30) as frequency,
    div(cast(floor(recency_weeks) as int64), 4) * 4 as recency_weeks,
    count(*) as customers,
    round(avg(prob_alive), 6) as prob_alive
from retail.gold_customer_value
group by 1, 2
order by 1, 2
