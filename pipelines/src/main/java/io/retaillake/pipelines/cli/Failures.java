package io.retaillake.pipelines.cli;

import com.google.common.base.Throwables;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.models.ModelException;
import io.retaillake.models.tracking.TrackingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The one table from exceptions to exit codes and messages. */
final class Failures {

  private Failures() {}

  /**
   * Prints what went wrong and returns how the program ends. Only a failure that is nobody's fault
   * but the program's own comes with its stack trace.
   */
  static ExitCode report(Throwable failure, PrintWriter err) {
    Optional<UserError> known = known(failure);
    if (known.isPresent()) {
      print(known.get(), err);
      return known.get().exitCode();
    }
    err.println("ERROR  unexpected failure: " + failure);
    err.println("  This is a fault of the program; please report it with what follows.");
    failure.printStackTrace(err);
    err.flush();
    return ExitCode.FAILED;
  }

  private static void print(UserError error, PrintWriter err) {
    err.println("ERROR  " + error.problem());
    err.println("  why         " + error.why());
    err.println("  what to do  " + error.remedy());
    err.flush();
  }

  /** The nearest cause that a user can mend: runners wrap what a step throws several times. */
  private static Optional<UserError> known(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .map(Failures::asUserError)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String withoutFullStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static Optional<UserError> asUserError(Throwable failure) {
    if (failure instanceof UserError error) {
      return Optional.of(error);
    }
    if (failure instanceof LakehouseException lakehouse
        && !Throwables.getCausalChain(failure).stream().anyMatch(Failures::isDiskFull)) {
      return Optional.of(
          new UserError(
              ExitCode.LAKEHOUSE,
              withoutFullStop(lakehouse.what()),
              withoutFullStop(lakehouse.why()),
              withoutFullStop(lakehouse.whatToDo())));
    }
    if (failure instanceof WarehouseException warehouse) {
      return Optional.of(
          new UserError(
              ExitCode.WAREHOUSE,
              withoutFullStop(warehouse.what()),
              withoutFullStop(warehouse.why()),
              withoutFullStop(warehouse.whatToDo())));
    }
    if (failure instanceof ModelException model) {
      return Optional.of(
          new UserError(exitCode(model.problem()), model.what(), model.why(), model.whatToDo()));
    }
    if (failure instanceof TrackingException tracking) {
      return Optional.of(
          new UserError(ExitCode.SERVICE, tracking.what(), tracking.why(), tracking.whatToDo()));
    }
    if (failure instanceof UnknownTopicOrPartitionException) {
      return Optional.of(
          new UserError(
              ExitCode.KAFKA,
              "the topic is gone",
              String.valueOf(failure.getMessage()),
              "Create the topic again and look at --topic"));
    }
    if (failure instanceof IOException && isDiskFull(failure)) {
      return Optional.of(
          new UserError(
              ExitCode.IO,
              "the disk is full",
              failure.getMessage(),
              "Free some space, then run again: what was committed is kept"));
    }
    if (failure instanceof FileSystemException file) {
      return Optional.of(
          new UserError(
              ExitCode.IO,
              "a file can't be used: " + file.getFile(),
              why(file),
              "Check the path and who may read and write it"));
    }
    return Optional.empty();
  }

  private static ExitCode exitCode(ModelException.Problem problem) {
    return switch (problem) {
      case WRONG_SETTING -> ExitCode.USAGE;
      case BAD_DATA -> ExitCode.DATA;
      case NO_FIT -> ExitCode.NO_FIT;
    };
  }

  private static String why(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return String.valueOf(failure.getReason());
  }

  private static boolean isDiskFull(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left on device")
        || message.contains("not enough space on the disk")
        || message.contains("disk quota exceeded");
  }
}
