package io.millrace.warehouse;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What tells rows apart, the same number in Spark and in Redshift: each value as a text that both
 * write alike, the texts of a row put together, and a digest of them.
 */
record Fingerprint(StructType columns) {

  /** Into so many parts a table is divided by its key. */
  static final int PARTS = 1024;

  private static final String NULL = "~";
  private static final String BETWEEN = "|";

  /** From here on every double is a whole number. */
  private static final double WHOLE = 9007199254740992.0;

  /** The part of the table that a key belongs to. */
  static Column part(Column key) {
    return pmod(number(key, 7), lit(PARTS)).cast(DataTypes.IntegerType);
  }

  static Column mark(Column row) {
    return number(row, 15);
  }

  private static Column number(Column text, int digits) {
    return conv(substring(digest(text), 1, digits), 16, 10).cast(DataTypes.LongType);
  }

  private static Column digest(Column text) {
    return md5(text.cast(DataTypes.BinaryType));
  }

  /** These columns' texts put together. */
  Column text(List<String> names) {
    return concat_ws(BETWEEN, fields(names).stream().map(Fingerprint::text).toArray(Column[]::new));
  }

  /** The same in Redshift. */
  String sql(List<String> names) {
    return fields(names).stream()
        .map(Fingerprint::sql)
        .collect(Collectors.joining(" || '" + BETWEEN + "' || "));
  }

  List<String> names() {
    return Arrays.asList(columns.fieldNames());
  }

  private List<StructField> fields(List<String> names) {
    return names.stream().map(columns::apply).toList();
  }

  private static Column text(StructField field) {
    var value = col("`" + field.name() + "`");
    var text =
        switch (ColumnKind.of(field.dataType())) {
          case BOOLEAN -> when(value, lit("t")).when(value.isNotNull(), lit("f"));
          case TEXT -> digest(value);
          case BINARY -> when(length(value).gt(0), length(value).cast(DataTypes.StringType));
          case NESTED -> when(value.isNotNull(), lit("there"));
          case FLOATING -> floating(value);
          case WHOLE, DECIMAL, DATE, TIMESTAMP -> ColumnText.of(field);
        };
    return coalesce(text, lit(NULL));
  }

  /** See {@code text/floating.sql}. */
  private static Column floating(Column value) {
    var number = value.cast(DataTypes.DoubleType);
    var text = value.cast(DataTypes.StringType);
    var below = floor(number);
    return when(text.isin("NaN", "Infinity", "-Infinity"), text)
        .when(abs(number).geq(WHOLE), when(number.gt(0), lit("large")).otherwise(lit("-large")))
        .otherwise(
            concat(
                below.cast(DataTypes.StringType),
                lit("+"),
                floor(number.minus(below).multiply(WHOLE)).cast(DataTypes.StringType)));
  }

  private static String sql(StructField field) {
    var kind = ColumnKind.of(field.dataType()).name().toLowerCase(Locale.ROOT);
    return Sql.of("text/" + kind, Map.of("column", Names.quoted(field.name())));
  }
}
