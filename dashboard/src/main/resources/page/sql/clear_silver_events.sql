delete from sales;
delete from buyers;
delete from latencies;
