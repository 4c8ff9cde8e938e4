-- Customers by how lately and how often they bought.
-- Grain: one row a pair of scores with customers.
select
    r_score,
    f_score,
    count(*) as customers,
    avg(cast(monetary_total as float64)) as mean_revenue
from retail.gold_user_features
group by r_score, f_score
order by r_score, f_score
