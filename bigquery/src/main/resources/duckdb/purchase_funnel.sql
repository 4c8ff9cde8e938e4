-- Generated from purchase_funnel.sql by transpile.py: change that one.
WITH sessions AS (
  SELECT
    user_id,
    session_id,
    MAX(CASE event_type WHEN 'purchase' THEN 3 WHEN 'add_to_cart' THEN 2 ELSE 1 END) AS furthest
  FROM retail.silver_events
  WHERE
    NOT session_id IS NULL AND event_type <> 'return'
  GROUP BY
    user_id,
    session_id
), steps AS (
  SELECT
    1 AS step_number,
    'visit' AS step
  UNION ALL
  SELECT
    2 AS step_number,
    'add_to_cart' AS step
  UNION ALL
  SELECT
    3 AS step_number,
    'purchase' AS step
), reached AS (
  SELECT
    steps.step_number,
    steps.step,
    COUNT(sessions.session_id) AS sessions,
    COUNT(DISTINCT sessions.user_id) AS users
  FROM steps
  LEFT JOIN sessions
    ON steps.step_number <= sessions.furthest
  GROUP BY
    steps.step_number,
    steps.step
)
SELECT
  step_number,
  step,
  sessions,
  users,
  CASE
    WHEN FIRST_VALUE(sessions) OVER (ORDER BY step_number NULLS FIRST) <> 0
    THEN sessions / FIRST_VALUE(sessions) OVER (ORDER BY step_number NULLS FIRST)
    ELSE NULL
  END AS share_of_first,
  CASE
    WHEN LAG(sessions) OVER (ORDER BY step_number NULLS FIRST) <> 0
    THEN sessions / LAG(sessions) OVER (ORDER BY step_number NULLS FIRST)
    ELSE NULL
  END AS share_of_before
FROM reached
ORDER BY
  step_number NULLS FIRST
