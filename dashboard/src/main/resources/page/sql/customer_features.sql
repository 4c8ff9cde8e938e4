-- What is known of one customer.
select *
from gold_user_features
where user_id = cast(? as varchar)
