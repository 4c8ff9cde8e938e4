-- Generated from 14-ab-revenue/query.sql by transpile.py: change that one.
WITH latest AS (
  SELECT
    experiment
  FROM retail.gold_experiment_assignments
  GROUP BY
    experiment
  ORDER BY
    MAX(assigned_at) DESC,
    experiment DESC
  LIMIT 1
), assigned AS (
  SELECT
    assignments.arm,
    assignments.revenue
  FROM retail.gold_experiment_assignments AS assignments
  INNER JOIN latest
    ON assignments.experiment = latest.experiment
), widths AS (
  SELECT
    CAST(FLOOR(COALESCE(MAX(revenue), 0)) AS BIGINT) // 30 + 1 AS width
  FROM assigned
), arms AS (
  SELECT
    arm,
    COUNT_IF(revenue > 0) AS buyers,
    AVG(CASE WHEN revenue > 0 THEN CAST(revenue AS DOUBLE) ELSE NULL END) AS mean_revenue
  FROM assigned
  GROUP BY
    arm
)
SELECT
  assigned.arm,
  CAST(FLOOR(assigned.revenue) AS BIGINT) // widths.width * widths.width AS from_usd,
  (
    CAST(FLOOR(assigned.revenue) AS BIGINT) // widths.width + 1
  ) * widths.width AS to_usd,
  COUNT(*) AS customers,
  CASE WHEN MAX(arms.buyers) <> 0 THEN COUNT(*) / MAX(arms.buyers) ELSE NULL END AS share,
  MAX(arms.buyers) AS buyers,
  MAX(arms.mean_revenue) AS mean_revenue
FROM assigned
CROSS JOIN widths
INNER JOIN arms
  ON assigned.arm = arms.arm
WHERE
  assigned.revenue > 0
GROUP BY
  assigned.arm,
  from_usd,
  to_usd
ORDER BY
  assigned.arm NULLS FIRST,
  from_usd NULLS FIRST
