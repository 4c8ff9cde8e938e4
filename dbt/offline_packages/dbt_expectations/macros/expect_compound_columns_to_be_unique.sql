{#- Fails for each combination of the columns that more than one row has. -#}
{% test expect_compound_columns_to_be_unique(model, column_list) %}

select {{ column_list | join(", ") }}
from {{ model }}
group by {{ column_list | join(", ") }}
having count(*) > 1

{% endtest %}
