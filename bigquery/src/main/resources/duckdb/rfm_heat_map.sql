-- Generated from rfm_heat_map.sql by transpile.py: change that one.
WITH cells AS (
  SELECT
    r_score,
    f_score
  FROM UNNEST(GENERATE_SERIES(1, 5)) AS _t0(r_score)
  CROSS JOIN UNNEST(GENERATE_SERIES(1, 5)) AS _t1(f_score)
), scored AS (
  SELECT
    r_score,
    f_score,
    COUNT(*) AS customers,
    SUM(monetary_total) AS revenue
  FROM retail.gold_user_features
  GROUP BY
    r_score,
    f_score
)
SELECT
  cells.r_score,
  cells.f_score,
  COALESCE(scored.customers, 0) AS customers,
  COALESCE(scored.revenue, 0) AS revenue,
  ROUND(
    CASE
      WHEN scored.customers <> 0
      THEN CAST(scored.revenue AS DOUBLE) / scored.customers
      ELSE NULL
    END,
    2
  ) AS mean_revenue
FROM cells
LEFT JOIN scored
  ON cells.r_score = scored.r_score AND cells.f_score = scored.f_score
ORDER BY
  cells.r_score NULLS FIRST,
  cells.f_score NULLS FIRST
