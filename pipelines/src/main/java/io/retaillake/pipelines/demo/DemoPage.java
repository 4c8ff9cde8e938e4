package io.retaillake.pipelines.demo;

import io.retaillake.dashboard.server.ServerSettings;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.dashboard.ServedDashboard;
import io.retaillake.pipelines.dashboard.TopicLag;
import io.retaillake.pipelines.kafka.Topics;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The end of the demo where somebody watches: the page, until it is stopped. */
final class DemoPage {

  private DemoPage() {}

  static void serve(
      Path lakehouse, Path warehouse, String broker, String topic, int port, DemoReport report)
      throws Exception {
    try (TopicLag lag = TopicLag.follow(lakehouse.toString(), Topics.at(broker), topic);
        ServedDashboard dashboard = start(lakehouse, warehouse, port, lag)) {
      report.page(dashboard.url());
      // A signal ends the JVM.
      new CountDownLatch(1).await();
    }
  }

  /** Where the port is taken, at a free one: the demo is not to fail at its end. */
  private static ServedDashboard start(Path lakehouse, Path warehouse, int port, TopicLag lag) {
    try {
      return at(lakehouse, warehouse, port, lag);
    } catch (UserError taken) {
      return at(lakehouse, warehouse, 0, lag);
    }
  }

  private static ServedDashboard at(Path lakehouse, Path warehouse, int port, TopicLag lag) {
    return ServedDashboard.start(
        lakehouse, warehouse, ServerSettings.local(port), ServedDashboard.TIMEOUT, lag);
  }
}
