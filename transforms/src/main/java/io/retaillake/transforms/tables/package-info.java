/**
 * The tables of the lakehouse: their columns, and how a row is made of what was judged, summed or
 * counted. To add a column, add it here in one place: at the end of the table's list, and where its
 * row is filled.
 */
package io.retaillake.transforms.tables;
