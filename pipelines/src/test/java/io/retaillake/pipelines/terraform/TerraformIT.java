package io.retaillake.pipelines.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.retaillake.pipelines.witness.Tool;
import io.retaillake.pipelines.witness.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration in {@code terraform/} and the schema files that it reads: as HCL, in format, in
 * what refers to what, and by Terraform itself as far as this machine has it.
 */
class TerraformIT {

  private static final Path MODULE =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
  private static final Path PROJECT = MODULE.resolveSibling("terraform").getParent();
  private static final String DEFINITIONS = "bigquery/src/main/resources";

  @TempDir private Path copy;

  @BeforeEach
  void copyTheConfiguration() throws IOException {
    copy("terraform");
    copy(DEFINITIONS);
  }

  @Test
  void configurationAndSchemaFilesHaveNoFaults() throws Exception {
    Run run = check(PROJECT);

    assertThat(run.output()).isEqualTo("No faults.\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void faultOfEachKindIsFound() throws Exception {
    edit("terraform/modules/storage/main.tf", "var.cold_after_days", "var.cold_days");
    edit("terraform/modules/storage/versions.tf", "version = \"~> 6.50\"", "alias   = \"none\"");
    edit("terraform/modules/dataflow/main.tf", "\n}\n", "\n");
    edit("terraform/modules/monitoring/main.tf", "  type         = ", "  type = ");
    edit(
        "terraform/modules/bigquery/outputs.tf",
        "google_bigquery_table.view",
        "google_bigquery_table.vue");
    edit("terraform/main.tf", "  writers             = [local.programs[\"stream\"]]\n", "");
    edit("terraform/environments/example/terraform.tfvars", "environment", "surrounding");
    edit("terraform/environments/example/backend.hcl", "prefix", "password");
    edit(
        DEFINITIONS + "/schemas/tables.json",
        "\"field\": \"event_date\"",
        "\"field\": \"user_id\"");
    edit(DEFINITIONS + "/schemas/bronze_events.json", "\"TIMESTAMP\"", "\"DATETIME\"");
    Files.delete(copy.resolve(DEFINITIONS + "/schemas/gold_user_features.json"));
    edit(DEFINITIONS + "/sql/views/revenue_windows.sql", "retail.gold_", "retail.silver_");

    Run run = check(copy);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .contains("modules/storage: var.cold_days is not declared")
        .contains("modules/storage: variable cold_after_days is not used")
        .contains("modules/storage: provider google has no version")
        .contains("modules/dataflow/main.tf: is not HCL")
        .contains("modules/monitoring/main.tf: lines")
        .contains("modules/bigquery: google_bigquery_table.vue is not declared")
        .contains("terraform: module storage is not given writers")
        .contains("terraform.tfvars: there is no variable surrounding")
        .contains("backend.hcl: something looks like a secret")
        .contains("silver_events.json: the table can't be partitioned by user_id")
        .contains("bronze_events.json: column event_ts has the type DATETIME")
        .contains("table gold_user_features has no schema file")
        .contains("revenue_windows.sql: reads silver_revenue_windows, which is no table");
  }

  @Test
  void scriptSaysWhatItSkipsWhereTheProviderCannotBeHad() throws Exception {
    Run run = script(copy);

    assertThat(run.output().lines().toList()).last().asString().startsWith("skipped: no ");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void terraformItselfFindsAFileOutOfFormat() throws Exception {
    assumeThat(script(copy).output()).doesNotContain("skipped: no terraform");
    edit(
        "terraform/outputs.tf",
        "  value       = module.storage.bucket",
        "  value = module.storage.bucket");

    Run run = script(copy);

    assertThat(run.output()).contains("outputs.tf").contains("-  value = module.storage.bucket");
    assertThat(run.exitCode()).isNotZero();
  }

  private Run check(Path project) throws Exception {
    return Tool.python()
        .run(
            MODULE.resolve("src/test/python/check_terraform.py").toString(),
            project.resolve("terraform").toString(),
            project.resolve(DEFINITIONS).toString());
  }

  /** Runs the script with no other source of providers than an empty folder. */
  private Run script(Path project) throws Exception {
    Path mirror = Files.createDirectories(copy.resolve("mirror"));
    Path settings = copy.resolve("terraformrc");
    Files.writeString(
        settings,
        "provider_installation {\n  filesystem_mirror {\n    path = \"" + mirror + "\"\n  }\n}\n");
    return Tool.of("bash")
        .with(Map.of("TF_CLI_CONFIG_FILE", settings.toString()))
        .run(project.resolve("terraform/check.sh").toString());
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = copy.resolve(file);
    String text = Files.readString(path);
    assertThat(text).as(file).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private void copy(String folder) throws IOException {
    Path from = PROJECT.resolve(folder);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(folder).resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }
}
