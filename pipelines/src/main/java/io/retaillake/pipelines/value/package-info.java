/**
 * The program that estimates what customers are worth: its options, its pipeline and what it
 * prints. The models themselves are in {@code models/.../value}.
 */
package io.retaillake.pipelines.value;
