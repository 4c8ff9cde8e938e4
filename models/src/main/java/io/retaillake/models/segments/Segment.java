package io.retaillake.models.segments;

/**
 * A group of customers who are alike.
 *
 * @param label its number, from 0
 * @param name what to call it
 * @param customers how many are in it
 * @param centre the mean of their features, in the features' units
 * @param clvShare what part of all customers' 12-month value they have; NaN if that is 0
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
public record Segment(int label, String name, int customers, double[] centre, double clvShare) {}
