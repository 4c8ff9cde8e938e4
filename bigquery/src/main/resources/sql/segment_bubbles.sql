-- The segments side by side.
-- Grain: one row a segment.
-- Columns:
--   segment_id           INT64    number of the segment
--   segment              STRING   its name
--   customers            INT64    customers
--   customer_share       FLOAT64  share of all customers
--   mean_frequency       FLOAT64  days with a purchase less the first, a customer
--   mean_recency_days    FLOAT64  days since the last purchase, to six digits
--   mean_monetary_value  FLOAT64  USD of a customer's average purchase, to the cent
--   mean_clv_12m         FLOAT64  USD that a customer is expected to bring, to the cent
--   clv_12m              NUMERIC  USD that all of them are expected to bring
--   mean_prob_alive      FLOAT64  P(alive), to six digits
with segments as (
    select
        segment_id,
        segment,
        count(*) as customers,
        sum(frequency) as frequency,
        avg(recency_days) as recency_days,
        sum(monetary_value) as monetary_value,
        sum(clv_12m) as clv_12m,
        avg(prob_alive) as prob_alive
    from retail.gold_customer_segments
    group by segment_id, segment
)

select
    segment_id,
    segment,
    customers,
    safe_divide(customers, sum(customers) over ()) as customer_share,
    safe_divide(frequency, customers) as mean_frequency,
    round(recency_days, 6) as mean_recency_days,
    round(safe_divide(cast(monetary_value as float64), customers), 2) as mean_monetary_value,
    round(safe_divide(cast(clv_12m as float64), customers), 2) as mean_clv_12m,
    clv_12m,
    round(prob_alive, 6) as mean_prob_alive
from segments
order by segment_id, segment
