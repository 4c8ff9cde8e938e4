package io.retaillake.bigquery.schema;

import io.retaillake.bigquery.sql.Statement;

/** A view: a statement with a name. */
public record WarehouseView(String name, String description, Statement query) {}
