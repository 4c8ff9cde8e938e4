package io.retaillake.lakehouse.internal;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowFilter.Condition;
import io.retaillake.lakehouse.TableDefinition;
import java.util.List;
import java.util.Optional;

/** Filters as Kernel's predicates, for skipping files. */
final class KernelPredicates {
  private KernelPredicates() {}

  static Optional<Predicate> of(TableDefinition definition, List<Condition> conditions) {
    return conditions.stream()
        .map(condition -> of(definition, condition))
        .reduce((left, right) -> new Predicate("AND", left, right));
  }

  private static Predicate of(TableDefinition definition, Condition condition) {
    String operator =
        switch (condition.comparison()) {
          case EQUAL -> "=";
          case AT_LEAST -> ">=";
          case LESS -> "<";
        };
    ColumnType type = definition.column(condition.column()).type();
    return new Predicate(
        operator,
        new Column(condition.column()),
        literal(type, condition.column(), condition.value()));
  }

  private static Literal literal(ColumnType type, String column, long value) {
    return switch (type) {
      case LONG -> Literal.ofLong(value);
      case TIMESTAMP -> Literal.ofTimestamp(value);
      case INT -> Literal.ofInt(Math.toIntExact(value));
      case DATE -> Literal.ofDate(Math.toIntExact(value));
      default ->
          throw new IllegalArgumentException(
              "Column '"
                  + column
                  + "' is a "
                  + type
                  + ": a filter needs a whole number or a time.");
    };
  }
}
