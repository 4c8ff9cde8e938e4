package io.retaillake.models.numerics;

import java.util.List;

/**
 * Where a search for a minimum ended.
 *
 * @param point the best point found
 * @param value the function there
 * @param hessian the second derivatives there
 * @param iterations the steps it took
 * @param converged whether it is a minimum: the second derivatives are positive definite and a
 *     Newton step leads nowhere else
 * @param runaway the variables that were still moving when it ended; empty if it converged
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Minimum(
    double[] point,
    double value,
    double[][] hessian,
    int iterations,
    boolean converged,
    List<Integer> runaway) {}
