package io.retaillake.pipelines.features;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of {@link BuildUserFeatures}, beside those of Beam and the runner. */
public interface FeatureOptions extends PipelineOptions {

  @Description("Folder of the Delta tables")
  @Default.String("./data/lakehouse")
  String getLakehouse();

  void setLakehouse(String lakehouse);

  @Description(
      "Events up to this time count, and days are counted to it: 2026-03-31T12:00:00Z, or a date"
          + " for the end of that day, UTC (default: the time of silver's last event)")
  String getAsOf();

  void setAsOf(String asOf);

  @Description("Version of silver_events to build from (default: the latest)")
  Long getSilverVersion();

  void setSilverVersion(Long silverVersion);
}
