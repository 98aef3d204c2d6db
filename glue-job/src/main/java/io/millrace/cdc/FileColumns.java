package io.millrace.cdc;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a file, found whatever their case. */
record FileColumns(StructType schema, Map<String, StructField> byName) {

  static FileColumns of(StructType schema) {
    var byName = new TreeMap<String, StructField>();
    for (var field : schema.fields()) {
      byName.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field);
    }
    return new FileColumns(schema, byName);
  }

  Optional<StructField> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
