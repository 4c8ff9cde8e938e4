-- Generated from 21-purchase-funnel/query.sql by transpile.py: change that one.
WITH sessions AS (
  SELECT
    session_id,
    MAX(CASE event_type WHEN 'purchase' THEN 3 WHEN 'add_to_cart' THEN 2 ELSE 1 END) AS furthest
  FROM retail.silver_events
  WHERE
    NOT session_id IS NULL AND session_id <> 'unknown' AND event_type <> 'return'
  GROUP BY
    user_id,
    session_id
)
SELECT
  step_number,
  CASE step_number WHEN 1 THEN 'visit' WHEN 2 THEN 'add to cart' ELSE 'purchase' END AS step,
  COUNT_IF(sessions.furthest >= step_number) AS sessions
FROM sessions
CROSS JOIN UNNEST([1, 2, 3]) AS _t0(step_number)
GROUP BY
  step_number
ORDER BY
  step_number NULLS FIRST
