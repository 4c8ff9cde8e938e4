package io.retaillake.pipelines.segments;

import io.retaillake.pipelines.jobs.ModelOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Options of {@link SegmentCustomers}, beside those of Beam and the runner. */
public interface SegmentOptions extends ModelOptions {

  @Description("How many segments: a number, or a range of which the best is chosen")
  @Default.String("2..8")
  String getK();

  void setK(String k);

  @Description("Seed of everything that is drawn")
  @Default.Long(42)
  long getSeed();

  void setSeed(long seed);

  @Description("How often K-Means starts for each number of segments")
  @Default.Integer(10)
  int getStarts();

  void setStarts(int starts);

  @Description(
      "Customers that the segments are found on: all, or a fair sample where there are more")
  @Default.Integer(100_000)
  int getFitSample();

  void setFitSample(int fitSample);
}
