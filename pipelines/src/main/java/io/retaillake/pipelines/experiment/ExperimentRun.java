package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.Verdict;

/**
 * What a run found.
 *
 * @param customers who took part
 * @param id of the tracked run
 * @param tracking where runs are recorded
 * @param outcomes where the outcomes are from
 */
public record ExperimentRun(
    String experiment,
    long customers,
    Analysis analysis,
    Verdict verdict,
    String outcomes,
    String id,
    String tracking) {}
