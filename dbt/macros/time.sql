{# Days and months, always in UTC. #}

{# The days from one instant to another, with their fraction. #}
{% macro days_between(from, to) %}{{ return(adapter.dispatch("days_between")(from, to)) }}{% endmacro %}
{% macro default__days_between(from, to) -%}
    (epoch_us({{ to }}) - epoch_us({{ from }})) / 86400000000
{%- endmacro %}
{% macro bigquery__days_between(from, to) -%}
    timestamp_diff({{ to }}, {{ from }}, microsecond) / 86400000000
{%- endmacro %}

{# The first day of the date's month. #}
{% macro month_of(date) %}{{ return(adapter.dispatch("month_of")(date)) }}{% endmacro %}
{% macro default__month_of(date) -%}
    cast(date_trunc('month', {{ date }}) as date)
{%- endmacro %}
{% macro bigquery__month_of(date) -%}
    cast(date_trunc({{ date }}, month) as date)
{%- endmacro %}

{# The months from one first day of a month to another. #}
{% macro months_between(from, to) %}{{ return(adapter.dispatch("months_between")(from, to)) }}{% endmacro %}
{% macro default__months_between(from, to) -%}
    date_diff('month', {{ from }}, {{ to }})
{%- endmacro %}
{% macro bigquery__months_between(from, to) -%}
    date_diff({{ to }}, {{ from }}, month)
{%- endmacro %}

{% macro is_weekend(date) %}{{ return(adapter.dispatch("is_weekend")(date)) }}{% endmacro %}
{% macro default__is_weekend(date) -%}
    extract(isodow from {{ date }}) in (6, 7)
{%- endmacro %}
{% macro bigquery__is_weekend(date) -%}
    extract(dayofweek from {{ date }}) in (1, 7)
{%- endmacro %}
