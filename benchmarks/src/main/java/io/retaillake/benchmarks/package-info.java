/**
 * What the stream is measured against, and how: the same job by other means, on the same topic and
 * into the same tables. {@code benchmarks/native.sh} runs them. Nothing here is part of the
 * platform.
 */
package io.retaillake.benchmarks;
