package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;

/** The errors about Kafka that a user can mend, all of them. */
public final class KafkaErrors {

  private KafkaErrors() {}

  static UserError unusableAddress(String bootstrapServers, Throwable cause) {
    Throwable reason = cause.getCause() == null ? cause : cause.getCause();
    return new UserError(
        ExitCode.KAFKA,
        "no connection can be made to '" + bootstrapServers + "'",
        String.valueOf(reason.getMessage()),
        "Give --bootstrapServers as host:port, such as localhost:9092",
        cause);
  }

  /** For what a client threw while it talked to the brokers at this address. */
  public static UserError noAnswer(String bootstrapServers, Throwable cause) {
    if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
      return new UserError(
          ExitCode.KAFKA,
          "Kafka at " + bootstrapServers + " does not let us in",
          String.valueOf(cause.getMessage()),
          "Check the user and the password in the file of client properties, and the user's rights",
          cause);
    }
    if (cause instanceof InvalidTopicException) {
      return new UserError(
          ExitCode.KAFKA,
          "Kafka refuses the topic's name",
          String.valueOf(cause.getMessage()),
          "Use letters, digits, '.', '_' and '-' in --topic",
          cause);
    }
    if (cause instanceof TimeoutException) {
      return new UserError(
          ExitCode.KAFKA,
          "no Kafka broker answers at " + bootstrapServers,
          String.valueOf(cause.getMessage()),
          "Start Kafka there, or correct --bootstrapServers",
          cause);
    }
    return new UserError(
        ExitCode.KAFKA,
        "Kafka at " + bootstrapServers + " refuses a request",
        String.valueOf(cause),
        "Look at the broker's log, then run again",
        cause);
  }

  static UserError topicMissing(String topic, String bootstrapServers) {
    return new UserError(
        ExitCode.KAFKA,
        "there is no topic " + topic + " at " + bootstrapServers,
        "topics are not made by themselves, so that a typing error does not make one",
        "Correct --topic, or create it: kafka-topics.sh --bootstrap-server "
            + bootstrapServers
            + " --create --topic "
            + topic
            + " --partitions 4");
  }

  static UserError otherPartitionCount(String topic, int existing, int wanted) {
    return new UserError(
        ExitCode.KAFKA,
        "topic " + topic + " has " + existing + " partitions, not " + wanted,
        "it was made before, with another number",
        "Leave the number as it is there, or use another topic");
  }
}
