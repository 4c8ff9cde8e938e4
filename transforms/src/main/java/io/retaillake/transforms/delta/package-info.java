/**
 * Delta tables as a Beam source and sink, {@link io.retaillake.transforms.delta.DeltaIO}: Parquet
 * files written on the workers, the log by {@code lakehouse}. What a row means is not known here.
 */
package io.retaillake.transforms.delta;
