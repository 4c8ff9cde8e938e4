/**
 * Delta tables as the platform uses them: definitions, creation, snapshots and scans, appends, and
 * the ledger of Kafka offsets that makes an append happen exactly once. What touches Delta Kernel's
 * own classes is in {@code internal}; nothing here knows of Beam or of the shop's events.
 */
package io.retaillake.lakehouse;
