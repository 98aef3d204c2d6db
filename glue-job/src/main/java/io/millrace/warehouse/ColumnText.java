package io.millrace.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The text that a value has in a file for COPY, whichever loader writes it: exact, and read by
 * Redshift without a format of ours.
 */
final class ColumnText {

  private static final String TIME = "yyyy-MM-dd HH:mm:ss.SSSSSS";
  private static final String DATE = "yyyy-MM-dd";

  /** Spark would write a small decimal as 1E-9. */
  private static final UserDefinedFunction PLAIN =
      udf(
          (UDF1<BigDecimal, String>) number -> number == null ? null : number.toPlainString(),
          DataTypes.StringType);

  private ColumnText() {}

  /** Every column as text; a null stays one. */
  static Dataset<Row> of(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.schema().fields())
            .map(field -> of(field).as(field.name()))
            .toArray(Column[]::new));
  }

  static Column of(StructField field) {
    var value = col("`" + field.name() + "`");
    return switch (ColumnKind.of(field.dataType())) {
      case TEXT -> value;
      case DECIMAL -> PLAIN.apply(value);
      case TIMESTAMP -> date_format(value, TIME);
      case DATE -> date_format(value, DATE);
      case BINARY -> hex(value);
      case NESTED -> to_json(value);
      case BOOLEAN, WHOLE, FLOATING -> value.cast(DataTypes.StringType);
    };
  }
}
