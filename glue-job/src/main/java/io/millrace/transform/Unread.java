package io.millrace.transform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** A value that could not be brought to a type without loss. */
public record Unread(String column, String name, Column lossy, String type) {

  /** The type of {@code _unread}. */
  public static final String TYPE = "array<struct<column:string,value:string,type:string>>";

  /** All of these that a row has. */
  public static Column all(List<Unread> possible) {
    var found =
        possible.stream()
            .map(
                unread ->
                    when(
                        unread.lossy,
                        struct(
                            lit(unread.column).as("column"),
                            expr(Coercion.quoted(unread.name)).cast("string").as("value"),
                            lit(unread.type).as("type"))))
            .toArray(Column[]::new);
    return array_compact(array(found)).cast(TYPE);
  }
}
