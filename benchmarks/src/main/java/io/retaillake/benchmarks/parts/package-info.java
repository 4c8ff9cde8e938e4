/** Parts of the stream by JMH; {@code benchmarks/parts.sh} runs them. */
package io.retaillake.benchmarks.parts;
