package io.retaillake.models.value;

/**
 * What is expected of a customer.
 *
 * @param probAlive the probability that it will buy again, from 0 to 1
 * @param expectedPurchases in the time asked for
 * @param expectedValue the expected mean amount of a purchase; NaN where there is no model of it
 * @param clv the discounted value of the purchases; NaN where there is no model of their amount, or
 *     the time asked for is not in months
 */
public record CustomerScore(
    double probAlive, double expectedPurchases, double expectedValue, double clv) {}
