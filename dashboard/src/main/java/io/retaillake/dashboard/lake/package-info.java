/**
 * What the page reads: the figures of the lakehouse's latest versions, summed up in memory and kept
 * up to date as tables are committed to. What is asked of them, and how it is served, is not here.
 */
package io.retaillake.dashboard.lake;
