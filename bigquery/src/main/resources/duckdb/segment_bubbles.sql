-- Generated from segment_bubbles.sql by transpile.py: change that one.
WITH segments AS (
  SELECT
    segment_id,
    segment,
    COUNT(*) AS customers,
    SUM(frequency) AS frequency,
    AVG(recency_days) AS recency_days,
    SUM(monetary_value) AS monetary_value,
    SUM(clv_12m) AS clv_12m,
    AVG(prob_alive) AS prob_alive
  FROM retail.gold_customer_segments
  GROUP BY
    segment_id,
    segment
)
SELECT
  segment_id,
  segment,
  customers,
  CASE
    WHEN SUM(customers) OVER () <> 0
    THEN customers / SUM(customers) OVER ()
    ELSE NULL
  END AS customer_share,
  CASE WHEN customers <> 0 THEN frequency / customers ELSE NULL END AS mean_frequency,
  ROUND(recency_days, 6) AS mean_recency_days,
  ROUND(
    CASE
      WHEN customers <> 0
      THEN CAST(monetary_value AS DOUBLE) / customers
      ELSE NULL
    END,
    2
  ) AS mean_monetary_value,
  ROUND(CASE WHEN customers <> 0 THEN CAST(clv_12m AS DOUBLE) / customers ELSE NULL END, 2) AS mean_clv_12m,
  clv_12m,
  ROUND(prob_alive, 6) AS mean_prob_alive
FROM segments
ORDER BY
  segment_id NULLS FIRST,
  segment NULLS FIRST
