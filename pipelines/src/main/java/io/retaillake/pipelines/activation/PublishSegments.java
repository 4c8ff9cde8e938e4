package io.retaillake.pipelines.activation;

import com.google.common.hash.Hashing;
import io.retaillake.pipelines.activation.Publisher.Published;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Publishes to a CRM which segment each customer is in and what it is worth: the changes since the
 * last publication as JSON lines, and with {@code --jdbcUrl} as upserts to a PostgreSQL table.
 *
 * <p>At least once: after a crash the next run goes on where this one stopped and may repeat up to
 * one batch. A repeated change has the same idempotency key and changes nothing. What was published
 * is kept for each destination apart.
 */
@Command(
    name = "publish-segments",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Publishes the changes of segments and values since the last publication.",
      "",
      "Run it again after a failure: it goes on where it stopped."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the destination is up to date",
      "2:wrong usage",
      "4:the lakehouse can't be used, or has no segments yet",
      "5:a file can't be read or written, or another publication is under way",
      "7:there are no segments: nothing is published rather than everything deleted",
      "9:the database can't be used"
    })
public final class PublishSegments implements Callable<Integer> {

  @Option(names = "--lakehouse", defaultValue = "./data/lakehouse", paramLabel = "FOLDER")
  private String lakehouse;

  @Option(
      names = "--output",
      defaultValue = "./data/published",
      paramLabel = "FOLDER",
      description = "publications as JSON lines, and what was published")
  private Path output;

  @Option(
      names = "--jdbcUrl",
      paramLabel = "URL",
      description = "jdbc:postgresql://host/database; files alone unless given")
  private String jdbcUrl;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "of the database; its password is in the environment: JDBC_PASSWORD")
  private String user;

  @Option(names = "--table", defaultValue = "customer_segments", paramLabel = "NAME")
  private String table;

  @Option(
      names = "--batch",
      defaultValue = "500",
      paramLabel = "N",
      description = "changes a transaction")
  private int batch;

  public static void main(String[] args) {
    System.exit(Commands.execute(new PublishSegments(), args));
  }

  @Override
  public Integer call() throws IOException {
    if (batch < 1) {
      throw new UserError(
          ExitCode.USAGE,
          "--batch=" + batch + " can't be used",
          "a transaction takes at least one change",
          "Give 1 or more");
    }
    try (Destination destination = destination()) {
      Published published =
          new Publisher(destination, batch)
              .publish(output.resolve(folder()), GoldCustomers.read(lakehouse));
      print(published);
      return ExitCode.OK.code();
    } catch (SQLException e) {
      throw new UserError(
          ExitCode.SERVICE,
          "the database took not all changes",
          String.valueOf(e.getMessage()),
          "Run it again: it goes on behind the last batch that was taken",
          e);
    }
  }

  private Destination destination() {
    return jdbcUrl == null
        ? Destination.file()
        : CrmTable.connect(jdbcUrl, user, System.getenv("JDBC_PASSWORD"), table);
  }

  /** One for each destination, named without what its URL may give away. */
  private String folder() {
    if (jdbcUrl == null) {
      return "files";
    }
    String place = jdbcUrl.replaceAll("\\?.*", "") + "/" + table;
    return "postgresql-"
        + Hashing.sha256().hashString(place, StandardCharsets.UTF_8).toString().substring(0, 12);
  }

  private void print(Published published) {
    System.out.printf(
        Locale.ROOT,
        "Published %,d changes: %,d new or changed, %,d gone%s%n",
        published.changes(),
        published.upserts(),
        published.deletes(),
        published.resumed() > 0
            ? String.format(
                Locale.ROOT, "; before that %,d that an earlier run had left", published.resumed())
            : "");
    published.file().ifPresent(file -> System.out.println("  " + file));
  }
}
