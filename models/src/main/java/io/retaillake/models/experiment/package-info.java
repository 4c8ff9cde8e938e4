/**
 * A test of a campaign, from who gets it to whether it pays: assignment, the tests of conversion
 * and revenue, their intervals, size and power, and the business verdict. Plain functions of counts
 * and samples; how the figures come from tables or files, and how they are printed, is not here.
 */
package io.retaillake.models.experiment;
