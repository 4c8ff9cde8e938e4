/**
 * The program that keeps the tables in shape, {@link io.retaillake.pipelines.maintain.Maintain}:
 * one class a sub-command, each only wiring options and printing to what {@code lakehouse} and
 * {@code transforms} do.
 */
package io.retaillake.pipelines.maintain;
