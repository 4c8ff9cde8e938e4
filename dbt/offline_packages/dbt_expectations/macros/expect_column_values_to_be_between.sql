{#- Fails for each value that is outside the range; both ends belong to it. Nulls pass. -#}
{% test expect_column_values_to_be_between(model, column_name, min_value=none, max_value=none) %}

select {{ column_name }}
from {{ model }}
where
    {{ column_name }} is not null
    and not (
        true
        {%- if min_value is not none %}
        and {{ column_name }} >= {{ min_value }}
        {%- endif %}
        {%- if max_value is not none %}
        and {{ column_name }} <= {{ max_value }}
        {%- endif %}
    )

{% endtest %}
