/**
 * The program that builds the customers' tables of gold from silver: its options, its run and what
 * it prints. What a feature is, is in {@code transforms/.../features}.
 */
package io.retaillake.pipelines.features;
