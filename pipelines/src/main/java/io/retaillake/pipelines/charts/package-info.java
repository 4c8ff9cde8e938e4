/**
 * The program that writes the charts as files. What a chart shows and how it is drawn is the
 * dashboard module's.
 */
package io.retaillake.pipelines.charts;
