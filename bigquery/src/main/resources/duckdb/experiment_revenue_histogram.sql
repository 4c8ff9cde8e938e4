-- Generated from experiment_revenue_histogram.sql by transpile.py: change that one.
WITH widths AS (
  SELECT
    experiment,
    CAST(FLOOR(MAX(revenue)) AS BIGINT) // 30 + 1 AS width
  FROM retail.gold_experiment_assignments
  GROUP BY
    experiment
), classed AS (
  SELECT
    assigned.experiment,
    assigned.arm,
    widths.width,
    CASE
      WHEN assigned.revenue <= 0
      THEN 0
      ELSE CAST(FLOOR(assigned.revenue) AS BIGINT) // widths.width + 1
    END AS class_number
  FROM retail.gold_experiment_assignments AS assigned
  INNER JOIN widths
    ON assigned.experiment = widths.experiment
), classes AS (
  SELECT
    experiment,
    arm,
    class_number,
    MAX(width) AS width,
    COUNT(*) AS customers
  FROM classed
  GROUP BY
    experiment,
    arm,
    class_number
)
SELECT
  experiment,
  arm,
  class_number,
  CAST(CASE
    WHEN (
      class_number - 1
    ) IS NULL OR 0 IS NULL
    THEN NULL
    ELSE GREATEST(class_number - 1, 0)
  END * width AS DECIMAL(38, 9)) AS from_usd,
  CAST(class_number * width AS DECIMAL(38, 9)) AS to_usd,
  customers,
  CASE
    WHEN SUM(customers) OVER (PARTITION BY experiment, arm) <> 0
    THEN customers / SUM(customers) OVER (PARTITION BY experiment, arm)
    ELSE NULL
  END AS share
FROM classes
ORDER BY
  experiment NULLS FIRST,
  arm NULLS FIRST,
  class_number NULLS FIRST
