package io.retaillake.bigquery;

/** A column of what a statement gave. */
public record ResultColumn(String name, ValueType type) {}
