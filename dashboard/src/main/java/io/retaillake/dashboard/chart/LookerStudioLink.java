package io.retaillake.dashboard.chart;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The address of a new report in Looker Studio on a table of BigQuery, by its <a
 * href="https://developers.google.com/looker-studio/integrate/linking-api">Linking API</a>. Who
 * opens it sees what its own rights let it see; nothing is read before.
 */
public final class LookerStudioLink {

  private static final String ADDRESS = "https://lookerstudio.google.com/reporting/create?";

  private LookerStudioLink() {}

  /**
   * The address.
   *
   * @param project the project of Google Cloud, which also pays for the queries
   * @param dataset its dataset
   * @param table a table or view of it
   * @throws IllegalArgumentException if a name can't be one of Google Cloud's
   */
  public static String to(String project, String dataset, String table) {
    check("project", project, "[a-z][a-z0-9.:-]{4,61}[a-z0-9]");
    check("dataset", dataset, "\\w{1,1024}");
    check("table", table, "[\\w-]{1,1024}");
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("c.mode", "edit");
    parameters.put("r.reportName", "Retail lakehouse: " + table);
    parameters.put("ds.ds0.connector", "bigQuery");
    parameters.put("ds.ds0.datasourceName", dataset + "." + table);
    parameters.put("ds.ds0.type", "TABLE");
    parameters.put("ds.ds0.projectId", project);
    parameters.put("ds.ds0.datasetId", dataset);
    parameters.put("ds.ds0.tableId", table);
    parameters.put("ds.ds0.billingProjectId", project);
    return ADDRESS
        + parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static void check(String what, String name, String form) {
    if (!name.matches(form)) {
      throw new IllegalArgumentException("'" + name + "' can't be the name of a " + what + ".");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
