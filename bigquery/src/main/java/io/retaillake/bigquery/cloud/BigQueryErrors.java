package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.WarehouseException.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** The one table from BigQuery's errors to what a user can do about them. */
final class BigQueryErrors {

  private static final String LOG_IN =
      "Run 'gcloud auth application-default login', or set GOOGLE_APPLICATION_CREDENTIALS.";

  private final BigQuerySettings settings;

  BigQueryErrors(BigQuerySettings settings) {
    this.settings = settings;
  }

  /** What a failed call means. */
  WarehouseException of(String what, BigQueryException cause) {
    String reason = Optional.ofNullable(cause.getReason()).orElse("");
    return of(what, reason, cause.getCode(), String.valueOf(cause.getMessage()), cause);
  }

  /** What a failed job means. */
  WarehouseException of(String what, BigQueryError error) {
    String reason = Optional.ofNullable(error.getReason()).orElse("");
    return of(what, reason, 0, String.valueOf(error.getMessage()), null);
  }

  private WarehouseException of(
      String what, String reason, int code, String message, Throwable cause) {
    String low = message.toLowerCase(Locale.ROOT);
    if (isUnreachable(cause)) {
      return error(
          Problem.UNREACHABLE,
          what,
          settings.endpoint().orElse("BigQuery") + " does not answer: " + message,
          settings.endpoint().isPresent()
              ? "Start the emulator, or check its address."
              : "Check the network, then try again.",
          cause);
    }
    if (code == 401 || low.contains("default credentials") || low.contains("invalid_grant")) {
      return error(
          Problem.NO_ACCESS,
          what,
          "there are no credentials that BigQuery accepts: " + message,
          LOG_IN,
          cause);
    }
    if (reason.equals("quotaExceeded") || reason.equals("rateLimitExceeded")) {
      return error(
          Problem.QUOTA,
          what,
          "a quota is used up: " + message,
          "Wait, or ask for more in the console under IAM & Admin, Quotas.",
          cause);
    }
    if (reason.equals("bytesBilledLimitExceeded")) {
      return error(
          Problem.TOO_EXPENSIVE,
          what,
          "it would cost more than allowed: " + message,
          "Allow more (--maxBytesBilled), or read fewer columns and days.",
          cause);
    }
    if (low.contains("aborted due to concurrent update")) {
      return error(
          Problem.BUSY,
          what,
          "another publication came first: " + message,
          "Run it again: it goes on from what is published then.",
          cause);
    }
    if (reason.equals("stopped") || reason.equals("timeout") || low.contains("timed out")) {
      return error(
          Problem.TIMEOUT,
          what,
          "it did not end in the time allowed: " + message,
          "Allow it more time (--timeout), or ask for less.",
          cause);
    }
    if (code == 403 || reason.equals("accessDenied")) {
      return error(
          Problem.NO_ACCESS,
          what,
          "access is denied: " + message,
          "Give the account BigQuery Data Editor on the dataset and Job User on the project.",
          cause);
    }
    if (code == 404 || reason.equals("notFound")) {
      return notFound(what, message, low, cause);
    }
    if (code == 400 || reason.startsWith("invalid")) {
      return error(
          Problem.WRONG_STATEMENT,
          what,
          message,
          "Correct the statement, its parameters or the settings.",
          cause);
    }
    return error(
        Problem.FAILED, what, reason + " " + message, "Try again; see BigQuery's status.", cause);
  }

  private WarehouseException notFound(String what, String message, String low, Throwable cause) {
    if (low.contains("table") || low.contains("view")) {
      return error(
          Problem.TABLE_MISSING,
          what,
          message,
          "Publish to this dataset first (PublishWarehouse).",
          cause);
    }
    return error(
        Problem.WRONG_PLACE,
        what,
        message,
        "Check --project ("
            + settings.project()
            + "), --dataset ("
            + settings.dataset()
            + ") and --location ("
            + settings.location()
            + "): jobs run where the dataset is.",
        cause);
  }

  /** There is no such dataset. */
  WarehouseException noDataset() {
    return error(
        Problem.WRONG_PLACE,
        "The dataset " + settings.dataset() + " can't be used",
        "the project " + settings.project() + " has none of this name",
        "Make it with terraform or PublishWarehouse, or check its name.",
        null);
  }

  /** No credentials were found on this machine. */
  WarehouseException noCredentials(IOException cause) {
    return error(
        Problem.NO_ACCESS,
        "The dataset " + settings.dataset() + " can't be used",
        "there are no credentials of Google Cloud",
        LOG_IN,
        cause);
  }

  /** A dataset that is elsewhere than the settings say. */
  WarehouseException otherLocation(String there) {
    return error(
        Problem.WRONG_PLACE,
        "The dataset " + settings.dataset() + " can't be used",
        "it is in " + there + " and not in " + settings.location(),
        "Give --location=" + there + ", or another dataset.",
        null);
  }

  private static WarehouseException error(
      Problem problem, String what, String why, String whatToDo, Throwable cause) {
    return new WarehouseException(problem, what + ".", sentence(why), whatToDo, cause);
  }

  private static String sentence(String text) {
    String one = text.strip();
    String upper = one.isEmpty() ? one : Character.toUpperCase(one.charAt(0)) + one.substring(1);
    return upper.endsWith(".") ? upper : upper + ".";
  }

  private static boolean isUnreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
      if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("refused")) {
        return true;
      }
    }
    return false;
  }
}
