package io.millrace.transform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** A value that could not be brought to a type without loss. */
public record Unread(String column, Coercion coercion, String type) {

  /** The type of {@code _unread}. */
  public static final String TYPE = "array<struct<column:string,value:string,type:string>>";

  /** All of these that a row has; most rows have none, and pay for no more than the question. */
  public static Column all(List<Unread> possible) {
    var found = possible.stream().filter(unread -> unread.coercion.mayLose()).toList();
    var none = array().cast(TYPE);
    return found.stream()
        .map(unread -> unread.coercion.lossy())
        .reduce(Column::or)
        .map(any -> when(any, said(found)).otherwise(none))
        .orElse(none);
  }

  private static Column said(List<Unread> found) {
    var each =
        found.stream()
            .map(
                unread ->
                    when(
                        unread.coercion.lossy(),
                        struct(
                            lit(unread.column).as("column"),
                            unread.coercion.written().as("value"),
                            lit(unread.type).as("type"))))
            .toArray(Column[]::new);
    return array_compact(array(each)).cast(TYPE);
  }
}
