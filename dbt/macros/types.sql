{# Types that the two warehouses name differently. #}

{% macro money() %}{{ return(adapter.dispatch("money")()) }}{% endmacro %}
{% macro default__money() %}decimal(18, 2){% endmacro %}
{% macro bigquery__money() %}numeric{% endmacro %}

{% macro instant() %}{{ return(adapter.dispatch("instant")()) }}{% endmacro %}
{% macro default__instant() %}timestamptz{% endmacro %}
{% macro bigquery__instant() %}timestamp{% endmacro %}

{% macro whole() %}{{ return(adapter.dispatch("whole")()) }}{% endmacro %}
{% macro default__whole() %}bigint{% endmacro %}
{% macro bigquery__whole() %}int64{% endmacro %}
