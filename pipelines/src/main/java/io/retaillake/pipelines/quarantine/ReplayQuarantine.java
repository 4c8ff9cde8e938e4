package io.retaillake.pipelines.quarantine;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.ClientProperties;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.transforms.tables.QuarantineEvents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Puts chosen records of the quarantine back on the topic, each once, after what was wrong was
 * mended: a registry that was missing, say, or a rule that was too strict. Rows stay in the
 * quarantine as they are; {@link QuarantineReplays} tells which have gone back.
 */
@Command(
    name = "replay-quarantine",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Puts chosen records of the quarantine back on the topic, each once.",
      "",
      "Say which by at least one condition, or --all. --dryRun shows what would go back, by reason.",
      "A run that was killed is simply started again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all chosen records are on the topic",
      "1:the run failed",
      "2:wrong usage",
      "3:Kafka can't be reached, or the topic is missing",
      "4:the lakehouse can't be used, or another replay is running",
      "5:the disk is full"
    })
public final class ReplayQuarantine implements Callable<Integer> {

  private static final String LOCK_FILE = "_replay_quarantine.lock";

  @Option(names = "--lakehouse", defaultValue = "./data/lakehouse", paramLabel = "FOLDER")
  private Path lakehouse;

  @Option(names = "--bootstrapServers", defaultValue = "localhost:9092", paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      defaultValue = "retail-events",
      paramLabel = "NAME",
      description = "records of this topic go back to it")
  private String topic;

  @Option(names = "--all", description = "all of the topic's records in the quarantine")
  private boolean all;

  @Option(names = "--step", paramLabel = "NAME", description = "refused by this step")
  private String step;

  @Option(names = "--reason", paramLabel = "TEXT", description = "with this text in the reason")
  private String reason;

  @Option(names = "--partition", paramLabel = "N", description = "from this partition")
  private Integer partition;

  @Option(names = "--fromOffset", paramLabel = "N", description = "from this offset on")
  private Long fromOffset;

  @Option(names = "--toOffset", paramLabel = "N", description = "up to this offset, included")
  private Long toOffset;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "refused at this time or later, such as 2026-03-01T00:00:00Z")
  private Instant since;

  @Option(names = "--until", paramLabel = "TIME", description = "refused before this time")
  private Instant until;

  @Option(names = "--dryRun", description = "only show what would go back")
  private boolean dryRun;

  @Option(names = "--clientProperties", paramLabel = "FILE", description = "for TLS and SASL")
  private Path clientProperties;

  public static void main(String[] args) {
    System.exit(Commands.execute(new ReplayQuarantine(), args));
  }

  @Override
  public Integer call() throws IOException {
    QuarantineChoice choice =
        new QuarantineChoice(step, reason, partition, fromOffset, toOffset, since, until);
    if (choice.isEverything() && !all) {
      throw new UserError(
          ExitCode.USAGE,
          "no records were chosen",
          "neither a condition nor --all is given",
          "Look with --all --dryRun at what there is, then choose, say by --reason");
    }
    TableSnapshot quarantine =
        DeltaTable.open(lakehouse.toString(), QuarantineEvents.TABLE).snapshot();
    try (FileChannel channel =
            FileChannel.open(
                lakehouse.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      return replay(quarantine, choice).code();
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new UserError(
          ExitCode.LAKEHOUSE,
          "another replay of this quarantine is running",
          "two at once could send a record twice",
          "Wait until it has ended");
    }
    return lock;
  }

  private ExitCode replay(TableSnapshot quarantine, QuarantineChoice choice) {
    Map<String, String> client = ClientProperties.load("--clientProperties", clientProperties);
    try (Topics topics = Topics.at(bootstrapServers, client)) {
      topics.partitionCount(topic);
      ReplayLedger ledger = ReplayLedger.open(lakehouse.toString(), topic);
      int settled =
          QuarantineReplayer.settle(ledger, new ArrivedReplays(bootstrapServers, topic, client));
      Summary summary = Summary.of(quarantine, choice, topic, ledger);
      summary.print(settled);
      if (dryRun) {
        line("Nothing was sent: --dryRun.");
        return ExitCode.OK;
      }
      try (EventSender sender = EventSender.to(bootstrapServers, topic, client);
          ProgressLine progress = ProgressLine.start("replay", OptionalLong.of(summary.toSend()))) {
        long sent =
            new QuarantineReplayer(topic, ledger, topics, sender, progress::update)
                .send(quarantine, choice);
        line("Sent %,d records back to %s at %s.", sent, topic, bootstrapServers);
        return sent == summary.toSend() ? ExitCode.OK : ExitCode.FAILED;
      }
    }
  }

  private static void line(String form, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, form, arguments));
  }

  /** What is chosen: how many records a reason, and how many of them have gone back before. */
  private record Summary(
      TreeMap<String, Integer> byReason, long chosen, long sentBefore, long inAll) {

    static Summary of(
        TableSnapshot quarantine, QuarantineChoice choice, String topic, ReplayLedger ledger) {
      TreeMap<String, Integer> byReason = new TreeMap<>();
      long[] counts = new long[3];
      quarantine.scan(
          QuarantinedRecord.COLUMNS,
          row -> {
            QuarantinedRecord record = QuarantinedRecord.of(row);
            counts[2]++;
            if (record.topic().equals(topic) && choice.includes(record)) {
              counts[0]++;
              if (ledger.isSent(record.place())) {
                counts[1]++;
              } else {
                byReason.merge(record.step() + ": " + record.reason(), 1, Integer::sum);
              }
            }
          });
      return new Summary(byReason, counts[0], counts[1], counts[2]);
    }

    long toSend() {
      return chosen - sentBefore;
    }

    void print(int settled) {
      line(
          "Quarantine: %,d records, %,d chosen, %,d of them went back before.",
          inAll, chosen, sentBefore);
      if (settled > 0) {
        line("A run that was ended early had sent %,d more than it noted.", settled);
      }
      byReason.forEach((why, count) -> line("  %,8d  %s", count, why));
    }
  }
}
