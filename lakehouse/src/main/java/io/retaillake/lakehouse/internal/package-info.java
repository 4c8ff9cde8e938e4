/**
 * How the tables are kept on Delta Kernel: engines, commits, scans, statistics. No one outside this
 * module calls it, and Kernel's own internal classes are named in {@link
 * io.retaillake.lakehouse.internal.KernelInternals} only, since they may change with any version.
 */
package io.retaillake.lakehouse.internal;
