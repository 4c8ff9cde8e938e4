package io.retaillake.pipelines.jobs;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of every program that fits a model. */
public interface ModelOptions extends PipelineOptions {

  @Description("Folder of the Delta tables")
  @Default.String("./data/lakehouse")
  String getLakehouse();

  void setLakehouse(String lakehouse);

  @Description(
      "Where runs are recorded: a folder, or an MLflow server such as http://localhost:5000")
  @Default.String("./data/tracking")
  String getTracking();

  void setTracking(String tracking);
}
