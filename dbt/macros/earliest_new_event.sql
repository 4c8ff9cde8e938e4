{# The day that no new record of bronze lies before, as text; none when nothing is known of it.
   It is asked of the table before the model runs, since BigQuery skips partitions of bronze by a
   literal and not by a subquery. #}
{% macro earliest_new_event() %}
    {% if not execute or not is_incremental() or not var("lookback_days") %}
        {{ return(none) }}
    {% endif %}
    {% set newest %}
        select cast(min(newest_event) as {{ dbt.type_string() }})
        from (
            select max(event_date) as newest_event
            from {{ this }}
            group by kafka_partition
        ) as partitions
    {% endset %}
    {% set day = run_query(newest).columns[0].values()[0] %}
    {% if day is none %}
        {{ return(none) }}
    {% endif %}
    {% set newest_day = modules.datetime.date.fromisoformat(day[:10]) %}
    {{ return((newest_day - modules.datetime.timedelta(days=var("lookback_days"))).isoformat()) }}
{% endmacro %}
