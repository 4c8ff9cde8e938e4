-- Generated from medallion_funnel.sql by transpile.py: change that one.
WITH bronze AS (
  SELECT
    COUNT(*) AS records
  FROM retail.bronze_events
), quarantine AS (
  SELECT
    COUNT(*) AS records
  FROM retail.quarantine_events
), silver AS (
  SELECT
    COUNT(*) AS records
  FROM retail.silver_events
), gold AS (
  SELECT
    COALESCE(SUM(events), 0) AS records
  FROM retail.revenue_windows
), stages AS (
  SELECT
    1 AS stage_number,
    'kafka' AS stage,
    bronze.records + quarantine.records AS records
  FROM bronze
  CROSS JOIN quarantine
  UNION ALL
  SELECT
    2 AS stage_number,
    'bronze' AS stage,
    records
  FROM bronze
  UNION ALL
  SELECT
    3 AS stage_number,
    'silver' AS stage,
    records
  FROM silver
  UNION ALL
  SELECT
    4 AS stage_number,
    'gold' AS stage,
    records
  FROM gold
)
SELECT
  stage_number,
  stage,
  records,
  CASE
    WHEN FIRST_VALUE(records) OVER (ORDER BY stage_number NULLS FIRST) <> 0
    THEN records / FIRST_VALUE(records) OVER (ORDER BY stage_number NULLS FIRST)
    ELSE NULL
  END AS share_of_first
FROM stages
ORDER BY
  stage_number NULLS FIRST
