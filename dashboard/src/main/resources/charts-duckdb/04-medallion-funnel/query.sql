-- Generated from 04-medallion-funnel/query.sql by transpile.py: change that one.
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
    COUNT(*) AS records,
    COUNT_IF(event_type IN ('purchase', 'return')) AS sales
  FROM retail.silver_events
), gold AS (
  SELECT
    COALESCE(SUM(events), 0) AS records
  FROM retail.revenue_windows
)
SELECT
  stage_number,
  CASE stage_number
    WHEN 1
    THEN 'Kafka'
    WHEN 2
    THEN 'bronze'
    WHEN 3
    THEN 'silver'
    WHEN 4
    THEN 'sales in silver'
    ELSE 'gold windows'
  END AS stage,
  CASE stage_number
    WHEN 1
    THEN bronze.records + quarantine.records
    WHEN 2
    THEN bronze.records
    WHEN 3
    THEN silver.records
    WHEN 4
    THEN silver.sales
    ELSE gold.records
  END AS records
FROM UNNEST([1, 2, 3, 4, 5]) AS _t0(stage_number)
CROSS JOIN bronze
CROSS JOIN quarantine
CROSS JOIN silver
CROSS JOIN gold
WHERE
  bronze.records + quarantine.records + silver.records > 0
ORDER BY
  stage_number NULLS FIRST
