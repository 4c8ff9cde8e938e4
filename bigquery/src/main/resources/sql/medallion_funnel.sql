-- How many records each stage of the lakehouse holds.
-- Grain: one row a stage, in order.
-- Columns:
--   stage_number    INT64    1 is the first
--   stage           STRING   kafka, bronze, silver or gold
--   records         INT64    records of the stage: read, acceptable, different, summed
--   share_of_first  FLOAT64  records by those read from Kafka
with bronze as (
    select count(*) as records
    from retail.bronze_events
),

quarantine as (
    select count(*) as records
    from retail.quarantine_events
),

silver as (
    select count(*) as records
    from retail.silver_events
),

gold as (
    select coalesce(sum(events), 0) as records
    from retail.revenue_windows
),

stages as (
    select
        1 as stage_number,
        'kafka' as stage,
        bronze.records + quarantine.records as records
    from bronze
    cross join quarantine
    union all
    select
        2 as stage_number,
        'bronze' as stage,
        records
    from bronze
    union all
    select
        3 as stage_number,
        'silver' as stage,
        records
    from silver
    union all
    select
        4 as stage_number,
        'gold' as stage,
        records
    from gold
)

select
    stage_number,
    stage,
    records,
    safe_divide(records, first_value(records) over (order by stage_number)) as share_of_first
from stages
order by stage_number
