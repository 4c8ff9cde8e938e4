-- What one customer is expected to be worth.
select *
from gold_customer_value
where user_id = cast(? as varchar)
