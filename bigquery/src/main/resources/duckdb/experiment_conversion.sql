-- Generated from experiment_conversion.sql by transpile.py: change that one.
WITH arms AS (
  SELECT
    experiment,
    arm,
    COUNT(*) AS customers,
    COUNT_IF(exposed) AS exposed,
    COUNT_IF(converted) AS converted,
    SUM(revenue) AS revenue,
    CAST(1.959963984540054 AS DOUBLE) AS z
  FROM retail.gold_experiment_assignments
  GROUP BY
    experiment,
    arm
), rates AS (
  SELECT
    experiment,
    arm,
    customers,
    exposed,
    converted,
    revenue,
    z,
    CASE WHEN customers <> 0 THEN converted / customers ELSE NULL END AS p
  FROM arms
)
SELECT
  experiment,
  arm,
  customers,
  exposed,
  converted,
  p AS conversion,
  (
    p + z * z / (
      2 * customers
    ) - z * SQRT(p * (
      1 - p
    ) / customers + z * z / (
      4 * customers * customers
    ))
  ) / (
    1 + z * z / customers
  ) AS lower,
  (
    p + z * z / (
      2 * customers
    ) + z * SQRT(p * (
      1 - p
    ) / customers + z * z / (
      4 * customers * customers
    ))
  ) / (
    1 + z * z / customers
  ) AS upper,
  revenue
FROM rates
ORDER BY
  experiment NULLS FIRST,
  arm NULLS FIRST
