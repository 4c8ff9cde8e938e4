/**
 * Charts: what their folders define, what the warehouse answers to their statements, and how both
 * become files. How a picture is drawn is not here.
 */
package io.retaillake.dashboard.chart;
