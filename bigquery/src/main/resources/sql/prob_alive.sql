-- How likely customers are still there, over how often they bought and how long ago: the mean of
-- P(alive) on a grid.
-- Grain: one row a cell with customers.
-- Columns:
--   frequency      INT64    repeat purchases; 30 stands for 30 and more
--   recency_weeks  INT64    from the first to the last purchase, from this many weeks to four more
--   customers      INT64    customers in the cell
--   prob_alive     FLOAT64  their mean P(alive), to six digits
select
    least(frequency, 30) as frequency,
    div(cast(floor(recency_weeks) as int64), 4) * 4 as recency_weeks,
    count(*) as customers,
    round(avg(prob_alive), 6) as prob_alive
from retail.gold_customer_value
group by 1, 2
order by 1, 2
