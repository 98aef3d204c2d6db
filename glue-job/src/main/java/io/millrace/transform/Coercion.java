package io.millrace.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import io.millrace.pipeline.ColumnType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A value as it was read, brought to its declared type: widening is silent, and whatever would lose
 * something is null and said to be {@link #lossy}.
 */
public record Coercion(Column value, Column lossy) {

  // Spark's own cast of text to a date drops a time of day, and takes years and months alone.
  private static final String A_DATE =
      "^\\s*[+-]?\\d{4,7}-\\d{2}-\\d{2}([ T]00:00(:00(\\.0+)?)?)?\\s*$";
  private static final String A_TIMESTAMP = "^\\s*[+-]?\\d{4,6}-\\d{2}-\\d{2}.*$";

  /** The column {@code name} of type {@code from}, as {@code to}. */
  public static Coercion of(
      String name, DataType from, ColumnType to, Optional<String> format, ZoneId zone) {
    var raw = expr(quoted(name));
    var target = DataType.fromDDL(to.text());
    if (from.equals(target) && !(from instanceof TimestampType)) {
      return new Coercion(raw, lit(false));
    }
    Column value =
        from instanceof StringType
            ? fromText(name, raw, target, format, zone)
            : fromValue(name, raw, from, target, zone);
    var unread = raw.isNotNull().and(value.isNull());
    return new Coercion(value, coalesce(unread, lit(false)));
  }

  /** A name as Spark's SQL takes any. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static Column fromText(
      String name, Column raw, DataType target, Optional<String> format, ZoneId zone) {
    if (target instanceof DateType) {
      return format
          .map(written -> to_date(raw, written))
          .orElseGet(() -> exactly(raw.rlike(A_DATE), cast(name, "date")));
    }
    if (target instanceof TimestampType) {
      return inUtc(
          format
              .map(written -> to_timestamp(raw, written))
              .orElseGet(() -> exactly(raw.rlike(A_TIMESTAMP), cast(name, "timestamp"))),
          zone);
    }
    if (target instanceof DecimalType decimal) {
      var digits = "^\\s*[+-]?\\d*(\\.\\d{0," + decimal.scale() + "}0*)?\\s*$";
      var plain = raw.rlike(digits);
      var scientific =
          raw.rlike("[eE]")
              .and(cast(name, "double").equalTo(cast(name, target.sql()).cast("double")));
      return exactly(plain.or(scientific), cast(name, target.sql()));
    }
    if (isNested(target)) {
      return expr("from_json(" + quoted(name) + ", '" + target.sql().replace("'", "\\'") + "')");
    }
    return cast(name, target.sql());
  }

  private static Column fromValue(
      String name, Column raw, DataType from, DataType target, ZoneId zone) {
    if (from instanceof TimestampType || from instanceof TimestampNTZType) {
      var instant = inUtc(raw.cast("timestamp"), zone);
      if (target instanceof TimestampType) {
        return instant;
      }
      return target instanceof DateType
          ? exactly(
              raw.cast("date").cast("timestamp").equalTo(raw.cast("timestamp")), raw.cast("date"))
          : textOrNothing(raw, target);
    }
    if (from instanceof DateType) {
      return target instanceof TimestampType
          ? inUtc(raw.cast("timestamp"), zone)
          : textOrNothing(raw, target);
    }
    boolean numbers = isNumberLike(from) && isNumberLike(target);
    if (numbers) {
      var there = cast(name, target.sql());
      // NaN equals NaN in Spark, so it stays what it is between float and double.
      return exactly(there.cast(from).equalTo(raw), there);
    }
    if (from instanceof BinaryType && target instanceof StringType) {
      var text = raw.cast("string");
      return exactly(text.cast("binary").equalTo(raw), text);
    }
    return textOrNothing(raw, target);
  }

  private static Column textOrNothing(Column raw, DataType target) {
    return target instanceof StringType ? raw.cast("string") : lit(null).cast(target);
  }

  private static Column exactly(Column condition, Column value) {
    return org.apache
        .spark
        .sql
        .functions
        .when(not(coalesce(condition, lit(false))), lit(null))
        .otherwise(value);
  }

  private static Column cast(String name, String type) {
    return expr("try_cast(" + quoted(name) + " AS " + type + ")");
  }

  private static Column inUtc(Column local, ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? local : to_utc_timestamp(local, zone.getId());
  }

  private static boolean isNumberLike(DataType type) {
    return type instanceof NumericType || type instanceof BooleanType;
  }

  private static boolean isNested(DataType type) {
    return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
  }
}
