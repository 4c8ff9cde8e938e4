{# Numbers that must be the same to the last digit on both warehouses. #}

{# A positive amount of money by a count, half up to the cent: in whole cents, as DuckDB divides
   decimals as doubles. #}
{% macro money_each(amount, pieces) -%}
    cast({{ quotient("2 * cast(" ~ amount ~ " * 100 as " ~ whole() ~ ") + " ~ pieces, "2 * " ~ pieces) }} / 100 as {{ money() }})
{%- endmacro %}

{# The whole part of a division of whole numbers. #}
{% macro quotient(dividend, divisor) %}{{ return(adapter.dispatch("quotient")(dividend, divisor)) }}{% endmacro %}
{% macro default__quotient(dividend, divisor) -%}
    (({{ dividend }}) // ({{ divisor }}))
{%- endmacro %}
{% macro bigquery__quotient(dividend, divisor) -%}
    div(({{ dividend }}), ({{ divisor }}))
{%- endmacro %}

{# A relation of the whole numbers from one to another, both included, to join with. #}
{% macro numbers(from, to, name) %}{{ return(adapter.dispatch("numbers")(from, to, name)) }}{% endmacro %}
{% macro default__numbers(from, to, name) -%}
    (select unnest(generate_series({{ from }}, {{ to }})) as {{ name }})
{%- endmacro %}
{% macro bigquery__numbers(from, to, name) -%}
    unnest(generate_array({{ from }}, {{ to }})) as {{ name }}
{%- endmacro %}
