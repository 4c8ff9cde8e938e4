-- The segment of one customer.
select *
from gold_customer_segments
where user_id = cast(? as varchar)
