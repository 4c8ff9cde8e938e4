/**
 * The program that makes and analyzes the win-back experiment: who is in it, what came of it, and
 * what the tables keep. The statistics are in {@code models/.../experiment}.
 */
package io.retaillake.pipelines.experiment;
