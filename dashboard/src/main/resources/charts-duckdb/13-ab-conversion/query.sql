-- Generated from 13-ab-conversion/query.sql by transpile.py: change that one.
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
), arms AS (
  SELECT
    assigned.arm,
    COUNT(*) AS n,
    COUNT_IF(assigned.converted) AS converted,
    COUNT_IF(assigned.converted) / COUNT(*) AS p,
    CAST(1.959963984540054 AS DOUBLE) AS z
  FROM retail.gold_experiment_assignments AS assigned
  INNER JOIN latest
    ON assigned.experiment = latest.experiment
  GROUP BY
    assigned.arm
), centres AS (
  SELECT
    arm,
    n,
    converted,
    p,
    p + z * z / (
      2 * n
    ) AS centre,
    z * SQRT(p * (
      1 - p
    ) / n + z * z / (
      4 * n * n
    )) AS half_width,
    1 + z * z / n AS scale
  FROM arms
)
SELECT
  arm,
  n AS customers,
  converted,
  p AS conversion,
  (
    centre - half_width
  ) / scale AS lower,
  (
    centre + half_width
  ) / scale AS upper
FROM centres
ORDER BY
  arm NULLS FIRST
