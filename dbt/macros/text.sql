{# Text as silver has it: without white space around it, and null when nothing is left. The white
   space is what Java's String.strip takes away, as silver is made there: not the no-break spaces. #}

{% macro clean(column) -%}
    nullif(trim({{ column }}, {{ white_space() }}), '')
{%- endmacro %}

{% macro clean_or_unknown(column) -%}
    coalesce({{ clean(column) }}, 'unknown')
{%- endmacro %}

{% macro white_space() -%}
    {%- set code_points = [
        9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8200,
        8201, 8202, 8232, 8233, 8287, 12288,
    ] -%}
    {{ return(adapter.dispatch("text_of")(code_points)) }}
{%- endmacro %}

{% macro default__text_of(code_points) -%}
    {%- for code_point in code_points %}{{ " || " if not loop.first }}chr({{ code_point }}){% endfor -%}
{%- endmacro %}

{% macro bigquery__text_of(code_points) -%}
    code_points_to_string([{{ code_points | join(", ") }}])
{%- endmacro %}
