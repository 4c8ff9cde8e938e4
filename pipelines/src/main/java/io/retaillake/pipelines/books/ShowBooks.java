package io.retaillake.pipelines.books;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.kafka.ClientProperties;
import io.retaillake.pipelines.kafka.Topics;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the books of a lakehouse against the topic that it was filled from. */
@Command(
    name = "show-books",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Prints the books of a lakehouse against the topic that it was filled from.",
      "",
      "Beside a running stream they lag by what is on its way."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the books balance",
      "1:they do not",
      "2:wrong usage",
      "3:Kafka can't be reached, or the topic is missing",
      "4:the lakehouse can't be read"
    })
public final class ShowBooks implements Callable<Integer> {

  @Option(names = "--bootstrapServers", defaultValue = "localhost:9092", paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(names = "--topic", defaultValue = "retail-events", paramLabel = "NAME")
  private String topic;

  @Option(names = "--lakehouse", defaultValue = "./data/lakehouse", paramLabel = "FOLDER")
  private String lakehouse;

  @Option(names = "--clientProperties", paramLabel = "FILE", description = "for TLS and SASL")
  private Path clientProperties;

  public static void main(String[] args) {
    System.exit(Commands.execute(new ShowBooks(), args));
  }

  @Override
  public Integer call() {
    try (Topics topics =
        Topics.at(
            bootstrapServers, ClientProperties.load("--clientProperties", clientProperties))) {
      return show(topics, topic, lakehouse).code();
    }
  }

  /** Prints the books of the lakehouse; {@link ExitCode#FAILED} if they do not balance. */
  public static ExitCode show(Topics topics, String topic, String lakehouse) {
    Books books = new BooksReader(lakehouse).read(topics.recordCount(topic));
    BooksReport.print(books, System.out);
    return books.balance() ? ExitCode.OK : ExitCode.FAILED;
  }
}
