package io.retaillake.bigquery.schema;

import io.retaillake.bigquery.sql.Statement;
import java.util.List;

/**
 * A view whose rows are kept. BigQuery refreshes them by what changed, and answers from them and
 * what came since; DuckDB has no such view, so there it is a table that is made anew.
 *
 * @param query what the view holds
 * @param clustering columns that its rows are kept together by
 * @param refreshMinutes how often BigQuery refreshes it at most
 */
public record MaterializedView(
    String name,
    String description,
    Statement query,
    List<String> clustering,
    int refreshMinutes) {}
