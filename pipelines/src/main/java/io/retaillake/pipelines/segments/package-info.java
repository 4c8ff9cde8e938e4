/**
 * The program that puts customers into segments: its options, its pipeline and what it prints. How
 * segments are found and named is in {@code models/.../segments}.
 */
package io.retaillake.pipelines.segments;
