/**
 * Crashes of the stream on an embedded Flink, on purpose and at bad moments, and the proof that the
 * tables come out as if nothing had happened. Faults are planted from outside, by an agent in the
 * stream's JVM: the production code knows nothing of them. A stream that is upgraded by a savepoint
 * is held to the same.
 */
package io.retaillake.pipelines.crash;
