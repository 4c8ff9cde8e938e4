/** The stream as a Flink DataStream program, written by hand for this one job. */
package io.retaillake.benchmarks.nativeflink;
