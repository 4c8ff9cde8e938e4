package io.retaillake.pipelines.segments;

import io.retaillake.models.segments.SegmentFeatures;
import io.retaillake.models.segments.Segmentation;
import io.retaillake.models.segments.SegmentationSettings;
import io.retaillake.models.segments.SegmentationSettings.Init;
import io.retaillake.pipelines.jobs.ModelFile;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.beam.sdk.transforms.DoFn;

/** Finds segments among the sampled customers, and gives them as JSON. */
final class FitSegmentsFn extends DoFn<List<CustomerPoint>, String> {
  private static final long serialVersionUID = 1L;

  private final int fewest;
  private final int most;
  private final long seed;
  private final int starts;
  private final ModelFile file;

  FitSegmentsFn(SegmentationSettings settings, ModelFile file) {
    this.fewest = settings.fewest();
    this.most = settings.most();
    this.seed = settings.seed();
    this.starts = settings.starts();
    this.file = file;
  }

  @ProcessElement
  public void processElement(@Element List<CustomerPoint> sample, OutputReceiver<String> models) {
    SegmentFeatures features =
        new SegmentFeatures(
            column(sample, CustomerPoint::getRecencyDays),
            column(sample, point -> (double) point.getFrequency()),
            column(sample, point -> point.getMonetaryValue().doubleValue()),
            column(sample, point -> point.getClv().doubleValue()),
            column(sample, CustomerPoint::getProbAlive));
    SegmentationSettings settings =
        new SegmentationSettings(fewest, most, seed, starts, Init.PLUS_PLUS);
    String model = SegmentFile.write(Segmentation.of(features, settings, tried -> {}));
    file.write(model);
    models.output(model);
  }

  private static double[] column(
      List<CustomerPoint> sample, ToDoubleFunction<CustomerPoint> feature) {
    return sample.stream().mapToDouble(feature).toArray();
  }
}
