package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import java.util.Collection;
import java.util.stream.Collectors;

/** How things are named in messages. */
final class Words {

  private Words() {}

  /** {@code order_id, line_no}. */
  static String names(Collection<?> columns) {
    return columns.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** {@code 1 value}, {@code 2 values}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Why two columns cannot be joined. */
  static String unlike(Object mine, ColumnType myType, Object theirs, ColumnType theirType) {
    return "'" + mine + "' is " + myType + ", but '" + theirs + "' is " + theirType;
  }
}
