package io.retaillake.models.evaluation;

import java.time.LocalDate;

/**
 * One purchase.
 *
 * @param customer who bought
 * @param date on which day
 * @param value what was paid, in any currency
 */
public record Purchase(String customer, LocalDate date, double value) {}
