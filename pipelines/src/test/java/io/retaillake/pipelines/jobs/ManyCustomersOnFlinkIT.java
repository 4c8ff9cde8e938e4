package io.retaillake.pipelines.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.value.EstimateCustomerValue;
import io.retaillake.pipelines.value.ValueRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model's job on an embedded Flink, with more customers than a join of Beam's holds in memory:
 * beyond 10,000 rows of a key it reads them twice, which Flink refuses.
 */
class ManyCustomersOnFlinkIT {

  private static final int CUSTOMERS = 7_000;

  @TempDir private Path folder;

  @Test
  void allHaveAValue() throws Exception {
    String lakehouse = folder.resolve("lakehouse").toString();
    GoldTables.customers(lakehouse, CUSTOMERS, 1);
    String[] place = {
      "--lakehouse=" + lakehouse, "--tracking=" + folder.resolve("runs"), "--runner=FlinkRunner"
    };

    ValueRun value = EstimateCustomerValue.run(place);

    assertThat(value.balance()).isTrue();
    assertThat(value.customers()).isEqualTo(CUSTOMERS);
  }
}
