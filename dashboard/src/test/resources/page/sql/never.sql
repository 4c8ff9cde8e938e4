-- Takes longer than anybody waits.
select count(*)
from range(10000000000) as one (n)
cross join range(10000000000) as other (n)
where one.n * other.n % 7 = 3
