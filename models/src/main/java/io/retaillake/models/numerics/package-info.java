/**
 * Numerics that Commons Math lacks or does not do well enough: differences of log-gamma and
 * digamma, a quasi-Newton minimizer, sums over many rows on all cores that come out the same
 * whatever the cores do, and an order of rows that does not depend on how they came. No model is
 * here.
 */
package io.retaillake.models.numerics;
