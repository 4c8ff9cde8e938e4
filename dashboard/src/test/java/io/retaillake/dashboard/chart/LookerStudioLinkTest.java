package io.retaillake.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LookerStudioLinkTest {

  @Test
  void opensAReportOnTheTableOfTheProject() {
    assertThat(LookerStudioLink.to("my-project", "retail", "gold_customer_value"))
        .isEqualTo(
            "https://lookerstudio.google.com/reporting/create?c.mode=edit"
                + "&r.reportName=Retail%20lakehouse%3A%20gold_customer_value"
                + "&ds.ds0.connector=bigQuery&ds.ds0.datasourceName=retail.gold_customer_value"
                + "&ds.ds0.type=TABLE&ds.ds0.projectId=my-project&ds.ds0.datasetId=retail"
                + "&ds.ds0.tableId=gold_customer_value&ds.ds0.billingProjectId=my-project");
  }

  @Test
  void aNameThatCannotBeOneIsRefused() {
    assertThatThrownBy(() -> LookerStudioLink.to("x&ds.ds0.sql=1", "retail", "t"))
        .hasMessageContaining("can't be the name of a project");
    assertThatThrownBy(() -> LookerStudioLink.to("my-project", "a b", "t"))
        .hasMessageContaining("can't be the name of a dataset");
  }
}
