/**
 * The Java side of the benchmark in {@code benchmarks/models.py}: reads the very numbers that the
 * Python side was given, and prints times. Nothing here is a test.
 */
package io.retaillake.models.bench;
