/**
 * What maintenance means for the shop's tables: which version of an event silver holds, which rows
 * of a window are superseded, whose rows are a customer's. How a table is changed safely is {@code
 * lakehouse}'s; nothing here is part of a pipeline.
 */
package io.retaillake.transforms.maintenance;
