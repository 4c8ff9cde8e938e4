-- How many events came in time, late and too late.
select
    cast(coalesce(sum(events), 0) as bigint) as events,
    cast(coalesce(sum(late), 0) as bigint) as late,
    cast(coalesce(sum(too_late), 0) as bigint) as too_late
from sales
