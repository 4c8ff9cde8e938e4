-- Generated from experiment_results.sql by transpile.py: change that one.
SELECT
  experiment,
  metric,
  arm,
  value,
  lower,
  upper,
  text,
  computed_at
FROM retail.gold_experiment_results
ORDER BY
  experiment NULLS FIRST,
  metric NULLS FIRST,
  arm NULLS FIRST
