package io.retaillake.models.evaluation;

/**
 * What a forecaster says of each customer.
 *
 * @param name of the forecaster
 * @param method how it comes to its figures, in a sentence
 * @param purchases expected in the holdout, in the customers' order
 * @param revenue expected in the holdout
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Forecast(String name, String method, double[] purchases, double[] revenue) {}
