package io.millrace.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.millrace.pipeline.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * What is about to be loaded, measured in one pass: how many rows, how long the texts are, and
 * whether Redshift can hold every value.
 */
record Load(long rows, Map<String, Integer> bytes) {

  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;
  private static final int SHOWN = 3;

  /** Measures rows; what Redshift cannot hold is named by column and key. */
  static Load measured(Dataset<Row> rows, ServedTable table) {
    var fields = Arrays.asList(table.columns().fields());
    var figures = new ArrayList<Column>();
    figures.add(count(lit(1)));
    for (var field : fields) {
      figures.add(max(length(field)));
      figures.add(max(when(misfit(field), lit(1)).otherwise(lit(0))));
    }
    var first = figures.remove(0);
    var found = rows.agg(first, figures.toArray(Column[]::new)).head();
    var bytes = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < fields.size(); i++) {
      var field = fields.get(i);
      if (!found.isNullAt(2 * i + 2) && found.getInt(2 * i + 2) == 1) {
        throw misfit(rows, table, field);
      }
      if (ColumnKind.of(field.dataType()) == ColumnKind.TEXT && !found.isNullAt(2 * i + 1)) {
        bytes.put(field.name(), found.getInt(2 * i + 1));
      }
    }
    return new Load(found.getLong(0), bytes);
  }

  private static Column length(StructField field) {
    return ColumnKind.of(field.dataType()) == ColumnKind.TEXT ? octet_length(value(field)) : lit(0);
  }

  /** Whether Redshift has no room for a value. */
  private static Column misfit(StructField field) {
    var value = value(field);
    return switch (ColumnKind.of(field.dataType())) {
      case TEXT ->
          octet_length(value).gt(RedshiftType.LONGEST_TEXT).or(value.contains(lit("\u0000")));
      case BINARY -> octet_length(value).gt(RedshiftType.LONGEST_BINARY);
      case DATE, TIMESTAMP -> year(value).lt(FIRST_YEAR).or(year(value).gt(LAST_YEAR));
      case NESTED -> octet_length(ColumnText.of(field)).gt(RedshiftType.LONGEST_BINARY);
      case BOOLEAN, WHOLE, DECIMAL, FLOATING -> lit(false);
    };
  }

  private static Failure misfit(Dataset<Row> rows, ServedTable table, StructField field) {
    var key =
        table.key().stream()
            .map(name -> concat_ws(" ", lit(name), col("`" + name + "`").cast("string")))
            .toArray(Column[]::new);
    var keys =
        rows.filter(misfit(field))
            .select(concat_ws(", ", key), why(field))
            .limit(SHOWN)
            .collectAsList();
    var where =
        keys.stream()
            .map(row -> row.getString(0) + " (" + row.getString(1) + ")")
            .collect(Collectors.joining("; "));
    return new Failure(
        Failure.Kind.DATA,
        "%s.%s has values that Redshift cannot hold: %s%n    %s"
            .formatted(table.name(), field.name(), where, remedy(field)));
  }

  private static Column why(StructField field) {
    var value = value(field);
    return switch (ColumnKind.of(field.dataType())) {
      case TEXT ->
          when(value.contains(lit("\u0000")), lit("a zero byte"))
              .otherwise(
                  concat_ws(" ", octet_length(value).cast(DataTypes.StringType), lit("bytes")));
      case BINARY -> concat_ws(" ", octet_length(value).cast(DataTypes.StringType), lit("bytes"));
      case NESTED ->
          concat_ws(
              " ",
              octet_length(ColumnText.of(field)).cast(DataTypes.StringType),
              lit("bytes of JSON"));
      default -> concat_ws(" ", lit("year"), year(value).cast(DataTypes.StringType));
    };
  }

  private static String remedy(StructField field) {
    return switch (ColumnKind.of(field.dataType())) {
      case TEXT ->
          "a VARCHAR holds 65,535 bytes and no zero byte: shorten it in the staging table, e.g."
              + " transform: [{set: {%1$s: \"left(%1$s, 16000)\"}}], or quarantine it with a length check"
                  .formatted(field.name());
      case BINARY, NESTED -> "Redshift holds 1,024,000 bytes: keep the column in the lake only";
      default ->
          "only the years 1 to 9999 are written alike everywhere: set it null in a transform";
    };
  }

  private static Column value(StructField field) {
    return col("`" + field.name() + "`");
  }
}
