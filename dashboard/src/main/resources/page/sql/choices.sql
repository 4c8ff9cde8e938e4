-- What can be filtered by.
select
    min(day) as first_day,
    max(day) as last_day,
    to_json(list(distinct category order by category)) as categories,
    to_json(list(distinct country order by country)) as countries
from sales
