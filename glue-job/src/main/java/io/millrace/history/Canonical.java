package io.millrace.history;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * A value so that equal ones compare as equal: Spark compares no maps, whose entries have no order.
 */
public final class Canonical {

  private Canonical() {}

  public static Column of(Column value, DataType type) {
    if (!holdsMap(type)) {
      return value;
    }
    if (type instanceof MapType map) {
      var entries =
          transform(
              map_entries(value),
              entry ->
                  struct(
                      of(entry.getField("key"), map.keyType()).as("key"),
                      of(entry.getField("value"), map.valueType()).as("value")));
      return array_sort(entries);
    }
    if (type instanceof ArrayType array) {
      return transform(value, element -> of(element, array.elementType()));
    }
    var fields =
        Arrays.stream(((StructType) type).fields())
            .map(field -> of(value.getField(field.name()), field.dataType()).as(field.name()))
            .toArray(Column[]::new);
    return when(value.isNotNull(), struct(fields));
  }

  private static boolean holdsMap(DataType type) {
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields()).anyMatch(field -> holdsMap(field.dataType()));
    }
    return type instanceof MapType
        || (type instanceof ArrayType array && holdsMap(array.elementType()));
  }
}
