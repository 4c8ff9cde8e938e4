package io.retaillake.bigquery.sql;

import com.google.auto.value.AutoValue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement: GoogleSQL, which is the truth, and DuckDB's text of it. Both name the tables of the
 * dataset {@value #DATASET}.
 */
@AutoValue
public abstract class Statement {

  /** The dataset that statements name; {@link #googleSql(String)} puts another in its place. */
  public static final String DATASET = "retail";

  private static final Pattern TABLE = Pattern.compile("\\b" + DATASET + "\\.([a-z_]\\w*)");

  /** The file's name without {@code .sql}. */
  public abstract String name();

  /** GoogleSQL, as it is in the file. */
  public abstract String googleSql();

  /** The same for DuckDB. */
  public abstract String duckSql();

  public static Statement of(String name, String googleSql, String duckSql) {
    return new AutoValue_Statement(name, googleSql, duckSql);
  }

  /** GoogleSQL for the tables of this dataset. */
  public String googleSql(String dataset) {
    return dataset.equals(DATASET)
        ? googleSql()
        : TABLE.matcher(googleSql()).replaceAll("`" + dataset + "`.$1");
  }

  /** The tables and views that it reads. */
  public Set<String> reads() {
    return TABLE
        .matcher(duckSql())
        .results()
        .map(table -> table.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The file's header: what the statement tells, its grain and its columns. */
  public String header() {
    return googleSql()
        .lines()
        .takeWhile(line -> line.startsWith("--"))
        .map(line -> line.replaceFirst("^-- ?", ""))
        .collect(Collectors.joining("\n"));
  }

  /** The header's first sentence. */
  public String summary() {
    String told = header().replaceFirst("(?s)\\n(Grain|Columns):.*", "").replace('\n', ' ');
    int end = told.indexOf(". ");
    return end < 0 ? told : told.substring(0, end + 1);
  }
}
