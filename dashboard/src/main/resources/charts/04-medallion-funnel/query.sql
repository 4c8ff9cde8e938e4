-- How many records each stage of the lakehouse holds.
-- Grain: one row a stage, in order.
with bronze as (
    select count(*) as records
    from retail.bronze_events
),

quarantine as (
    select count(*) as records
    from retail.quarantine_events
),

silver as (
    select
        count(*) as records,
        countif(event_type in ('purchase', 'return')) as sales
    from retail.silver_events
),

gold as (
    select coalesce(sum(events), 0) as records
    from retail.revenue_windows
)

select
    stage_number,
    case stage_number
        when 1 then 'Kafka'
        when 2 then 'bronze'
        when 3 then 'silver'
        when 4 then 'sales in silver'
        else 'gold windows'
    end as stage,
    case stage_number
        when 1 then bronze.records + quarantine.records
        when 2 then bronze.records
        when 3 then silver.records
        when 4 then silver.sales
        else gold.records
    end as records
from unnest([1, 2, 3, 4, 5]) as stage_number
cross join bronze
cross join quarantine
cross join silver
cross join gold
where bronze.records + quarantine.records + silver.records > 0
order by stage_number
