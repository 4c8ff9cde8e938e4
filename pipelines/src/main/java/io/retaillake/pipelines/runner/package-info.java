/**
 * What programs with Beam's options share: their arguments, what a runner needs for a bounded job,
 * and a Flink within the process. What one program alone needs is with that program.
 */
package io.retaillake.pipelines.runner;
