package io.retaillake.benchmarks;

import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.event.RetailEventCodec;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What every program here is told: {@code broker lakehouse parallelism [word...]}.
 *
 * @param words variants of the program
 */
public record Settings(String broker, String lakehouse, int parallelism, String words)
    implements Serializable {

  public static final String TOPIC = "retail-events";

  /** The records that become one file of a partition, as in the stream. */
  public static final int FILE_RECORDS = 100_000;

  public static Settings of(String... args) {
    return new Settings(
        args[0],
        args[1],
        Integer.parseInt(args[2]),
        String.join(" ", Arrays.asList(args).subList(3, args.length)));
  }

  /** The stream's own rules. */
  public static AdmissionRules rules() {
    return AdmissionRules.of(RetailEventCodec.factory(Optional.empty()), Duration.ofSeconds(2));
  }

  public boolean has(String word) {
    return Arrays.asList(words.split(" ")).contains(word);
  }
}
