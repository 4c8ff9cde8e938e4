-- Generated from country_revenue.sql by transpile.py: change that one.
WITH countries AS (
  SELECT
    country,
    COUNT(DISTINCT user_id) AS users,
    COUNT(DISTINCT CASE WHEN event_type = 'purchase' THEN user_id ELSE NULL END) AS buyers,
    COUNT_IF(event_type = 'purchase') AS purchases,
    COUNT_IF(event_type = 'return') AS returns,
    COALESCE(SUM(CASE WHEN event_type IN ('purchase', 'return') THEN revenue ELSE NULL END), 0) AS revenue,
    SUM(CASE WHEN event_type = 'purchase' THEN revenue ELSE NULL END) AS gross_revenue
  FROM retail.silver_events
  GROUP BY
    country
)
SELECT
  country,
  users,
  buyers,
  purchases,
  returns,
  revenue,
  CASE
    WHEN CAST(SUM(revenue) OVER () AS DOUBLE) <> 0
    THEN CAST(revenue AS DOUBLE) / CAST(SUM(revenue) OVER () AS DOUBLE)
    ELSE NULL
  END AS revenue_share,
  ROUND(
    CASE
      WHEN purchases <> 0
      THEN CAST(gross_revenue AS DOUBLE) / purchases
      ELSE NULL
    END,
    2
  ) AS average_order_value
FROM countries
ORDER BY
  revenue DESC,
  country ASC NULLS FIRST
