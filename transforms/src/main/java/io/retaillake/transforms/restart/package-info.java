/**
 * Starting again from nothing but the tables: where to read from, and what was known there. The
 * tables are the ledger; no other record is kept.
 */
package io.retaillake.transforms.restart;
