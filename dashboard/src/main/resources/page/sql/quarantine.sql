-- Records in quarantine by the step that refused them.
select
    step,
    count(*) as records
from quarantine_events
group by step
order by records desc, step
