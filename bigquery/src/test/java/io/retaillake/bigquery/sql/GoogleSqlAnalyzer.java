package io.retaillake.bigquery.sql;

import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.Type;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedQueryStmt;
import com.google.zetasql.toolkit.AnalyzedStatement;
import com.google.zetasql.toolkit.ZetaSQLToolkitAnalyzer;
import com.google.zetasql.toolkit.catalog.bigquery.BigQueryCatalog;
import com.google.zetasql.toolkit.catalog.io.CatalogResources;
import com.google.zetasql.toolkit.options.BigQueryLanguageOptions;
import io.retaillake.bigquery.ResultColumn;
import io.retaillake.bigquery.ValueType;
import io.retaillake.bigquery.schema.WarehouseSchema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Google's own analyzer of GoogleSQL, over the tables and views of the warehouse, which it learns
 * from their DDL. Knows BigQuery's functions, and no other engine's.
 */
final class GoogleSqlAnalyzer {

  private final BigQueryCatalog catalog =
      BigQueryCatalog.usingResources(
          "project", new CatalogResources(List.of(), List.of(), List.of(), List.of()));
  private final ZetaSQLToolkitAnalyzer analyzer;

  GoogleSqlAnalyzer(WarehouseSchema schema) {
    AnalyzerOptions options = new AnalyzerOptions();
    options.setLanguageOptions(BigQueryLanguageOptions.get());
    options.setPruneUnusedColumns(false);
    this.analyzer = new ZetaSQLToolkitAnalyzer(options);
    schema.tables().forEach(table -> create(table.createStatement(Statement.DATASET)));
    schema
        .views()
        .forEach(view -> create("create view retail." + view.name() + " as\n" + sql(view.query())));
    schema
        .materializedViews()
        .forEach(
            view ->
                create(
                    "create materialized view retail."
                        + view.name()
                        + " as\n"
                        + sql(view.query())));
  }

  private static String sql(Statement statement) {
    return statement.googleSql();
  }

  /** Analyzes DDL, so that statements know what it makes. */
  void create(String ddl) {
    Iterator<AnalyzedStatement> statements = analyzer.analyzeStatements(ddl, catalog, true);
    while (statements.hasNext()) {
      statements.next();
    }
  }

  /** The columns that a query gives; fails as BigQuery would if it is wrong. */
  List<ResultColumn> columns(String query) {
    Iterator<AnalyzedStatement> statements = analyzer.analyzeStatements(query, catalog, true);
    ResolvedQueryStmt resolved =
        (ResolvedQueryStmt) statements.next().getResolvedStatement().orElseThrow();
    if (statements.hasNext()) {
      throw new IllegalArgumentException("A file holds one statement.");
    }
    List<ResultColumn> columns = new ArrayList<>();
    resolved
        .getOutputColumnList()
        .forEach(
            column ->
                columns.add(
                    new ResultColumn(column.getName(), type(column.getColumn().getType()))));
    return columns;
  }

  private static ValueType type(Type type) {
    String name = type.getKind().name().replace("TYPE_", "");
    return type.getKind() == TypeKind.TYPE_DOUBLE ? ValueType.FLOAT64 : ValueType.valueOf(name);
  }
}
