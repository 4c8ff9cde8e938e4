/**
 * Metrics over event-time windows: what is summed, when a window's total is told, and how the rows
 * that tell it are to be read. What may enter a window is judged in {@code admission}; where the
 * rows go is not decided here.
 */
package io.retaillake.transforms.windows;
