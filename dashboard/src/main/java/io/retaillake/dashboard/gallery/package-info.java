/**
 * The charts on the page: drawn once for each state of the lakehouse, and kept. How a chart is read
 * and drawn is in {@code chart} and {@code render}.
 */
package io.retaillake.dashboard.gallery;
