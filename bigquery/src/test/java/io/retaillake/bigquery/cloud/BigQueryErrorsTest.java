package io.retaillake.bigquery.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import io.retaillake.bigquery.WarehouseException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BigQueryErrorsTest {

  private final BigQueryErrors errors =
      new BigQueryErrors(BigQuerySettings.of("my-project", "shop").withLocation("EU"));

  @ParameterizedTest
  @CsvSource({
    "401, authError, Request had invalid authentication credentials, NO_ACCESS",
    "0, , Your default credentials were not found, NO_ACCESS",
    "403, accessDenied, User lacks bigquery.jobs.create, NO_ACCESS",
    "403, quotaExceeded, Quota exceeded: load jobs per table, QUOTA",
    "403, rateLimitExceeded, Exceeded rate limits, QUOTA",
    "400, bytesBilledLimitExceeded, Query exceeded limit for bytes billed, TOO_EXPENSIVE",
    "404, notFound, Not found: Dataset my-project:shop was not found in location EU, WRONG_PLACE",
    "404, notFound, Not found: Project nope, WRONG_PLACE",
    "404, notFound, Not found: Table my-project:shop.silver_events, TABLE_MISSING",
    "400, invalidQuery, Unrecognized name: x, WRONG_STATEMENT",
    "0, stopped, Job execution was cancelled: Job timed out, TIMEOUT",
    "0, invalidQuery, Transaction is aborted due to concurrent update, BUSY",
    "500, backendError, Try later, FAILED",
  })
  void eachErrorOfTheServiceIsAProblemThatAUserKnows(
      int code, String reason, String message, WarehouseException.Problem problem) {
    WarehouseException error =
        errors.of(
            "It failed",
            new BigQueryException(code, message, new BigQueryError(reason, "here", message)));

    assertThat(error.problem()).isEqualTo(problem);
    assertThat(error.getMessage()).contains(message);
    assertThat(error.whatToDo()).endsWith(".");
  }

  @Test
  void wrongPlaceNamesWhatWasSaid() {
    WarehouseException error =
        errors.of("It failed", new BigQueryError("notFound", "", "Not found: Dataset x:shop"));

    assertThat(error.whatToDo())
        .contains("--project (my-project)", "--dataset (shop)", "--location (EU)");
  }

  @Test
  void refusedConnectionIsNoFaultOfTheStatement() {
    WarehouseException error =
        errors.of("It failed", new BigQueryException(0, "io", new ConnectException("refused")));

    assertThat(error.problem()).isEqualTo(WarehouseException.Problem.UNREACHABLE);
  }
}
