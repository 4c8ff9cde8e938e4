package io.retaillake.pipelines.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishSegmentsTest {

  @TempDir private Path folder;

  @Test
  void segmentsThatAreNotMadeYetDeleteNobody() {
    assertThat(publish()).startsWith("4 ERROR").contains("gold_customer_segments");

    DeltaTable.openOrCreate(folder.toString(), CustomerSegments.TABLE);
    DeltaTable.openOrCreate(folder.toString(), CustomerValues.TABLE);
    assertThat(publish()).startsWith("7 ERROR  gold_customer_segments is empty");
  }

  @Test
  void whatCannotBeADatabaseOrATableIsRefused() {
    assertThat(publish("--batch=0")).startsWith("2 ERROR  --batch=0 can't be used");
    assertThat(publish("--jdbcUrl=jdbc:mysql://here/crm"))
        .startsWith("2 ERROR  --jdbcUrl does not name a PostgreSQL database");
    assertThat(publish("--jdbcUrl=jdbc:postgresql://127.0.0.1:1/crm", "--table=crm; drop"))
        .startsWith("2 ERROR  --table=crm; drop can't name a table");
    assertThat(publish("--jdbcUrl=jdbc:postgresql://127.0.0.1:1/crm"))
        .startsWith("9 ERROR  the database can't be used");
  }

  /** The exit code and what was printed. */
  private String publish(String... more) {
    StringWriter printed = new StringWriter();
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--lakehouse=" + folder;
    arguments[1] = "--output=" + folder.resolve("published");
    System.arraycopy(more, 0, arguments, 2, more.length);
    int code = Commands.execute(new PublishSegments(), new PrintWriter(printed), arguments);
    return code + " " + printed;
  }
}
