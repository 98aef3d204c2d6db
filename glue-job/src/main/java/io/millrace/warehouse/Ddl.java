package io.millrace.warehouse;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** The tables that Redshift needs, as statements. */
final class Ddl {

  private static final int WIDEST_TEXT = 65535;

  private Ddl() {}

  static String table(String name, ServedTable table) {
    return create(name, columns(table.columns()), table);
  }

  /** The staging table has what the target has, what to do with a row, and the load's token. */
  static String staging(String name, ServedTable table) {
    var columns = columns(table.columns());
    columns.put(quoted(ChangeSet.CHANGE), "VARCHAR(16)");
    columns.put(quoted(Technical.TOKEN), "VARCHAR(64)");
    return create(name, columns, table);
  }

  private static String create(String name, Map<String, String> columns, ServedTable table) {
    return Sql.of(
        "create_table",
        Map.of(
            "table",
            name,
            "columns",
            columns.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(",\n  ")),
            "distribution",
            table
                .distkey()
                .map(key -> "DISTSTYLE KEY DISTKEY (" + quoted(key.text()) + ")")
                .orElse("DISTSTYLE AUTO"),
            "sort",
            table.sortkey().isEmpty()
                ? "SORTKEY AUTO"
                : table.sortkey().stream()
                    .map(Identifier::text)
                    .map(Ddl::quoted)
                    .collect(Collectors.joining(", ", "SORTKEY (", ")"))));
  }

  private static Map<String, String> columns(StructType schema) {
    var columns = new LinkedHashMap<String, String>();
    Arrays.stream(schema.fields())
        .forEach(field -> columns.put(quoted(field.name()), type(field.dataType())));
    return columns;
  }

  static String qualified(Identifier schema, ServedTable table) {
    return quoted(schema.text()) + "." + quoted(table.name().text());
  }

  /** Reserved words are names like any other once they are quoted. */
  static String quoted(String name) {
    return "\"" + name + "\"";
  }

  static String type(DataType type) {
    if (type instanceof DecimalType decimal) {
      return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
      return "SUPER";
    }
    return Map.<Class<? extends DataType>, String>ofEntries(
            Map.entry(BooleanType.class, "BOOLEAN"),
            Map.entry(ByteType.class, "SMALLINT"),
            Map.entry(ShortType.class, "SMALLINT"),
            Map.entry(IntegerType.class, "INTEGER"),
            Map.entry(LongType.class, "BIGINT"),
            Map.entry(FloatType.class, "REAL"),
            Map.entry(DoubleType.class, "DOUBLE PRECISION"),
            Map.entry(StringType.class, "VARCHAR(" + WIDEST_TEXT + ")"),
            Map.entry(BinaryType.class, "VARBYTE"),
            Map.entry(DateType.class, "DATE"),
            Map.entry(TimestampType.class, "TIMESTAMP"))
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().isInstance(type))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Redshift has no type for " + type.sql()));
  }
}
