package io.millrace.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.DateFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A value as it was read, brought to its declared type: widening is silent, and whatever would lose
 * something is null and said to be {@link #lossy}. Nothing in it fails, ANSI mode or not.
 *
 * @param written the value as it was read, as text
 */
public record Coercion(Column value, Column lossy, Column written) {

  private static final Column NEVER = lit(false);
  private static final Column TWO_TO_63 = lit(0x1p63);

  /** The column {@code name} of type {@code from}, as {@code to}. */
  public static Coercion of(
      String name, DataType from, ColumnType to, Optional<DateFormat> format, ZoneId zone) {
    var raw = expr(quoted(name));
    var target = DataType.fromDDL(to.text());
    var written = written(raw, from);
    boolean shifted = isTime(from) && !isUtc(zone);
    if (from.equals(target) && !shifted) {
      return new Coercion(raw, NEVER, written);
    }
    if (isWidening(from, target)) {
      return new Coercion(raw.cast(target), NEVER, written);
    }
    Column value =
        from instanceof StringType
            ? WrittenText.as(raw, target, format, zone)
            : fromValue(raw, from, target, zone);
    return new Coercion(value, raw.isNotNull().and(value.isNull()), written);
  }

  /** A column that is not there. */
  public static Coercion absent(ColumnType type) {
    var nothing = lit(null).cast(DataType.fromDDL(type.text()));
    return new Coercion(nothing, NEVER, lit(null).cast("string"));
  }

  /** Whether some value could be lost. */
  boolean mayLose() {
    return !lossy.equals(NEVER);
  }

  /** A name as Spark's SQL takes any. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static Column fromValue(Column raw, DataType from, DataType target, ZoneId zone) {
    if (target instanceof StringType) {
      return from instanceof BinaryType ? text(raw) : written(raw, from);
    }
    if (isTime(from)) {
      var local = raw.cast("timestamp");
      if (target instanceof TimestampType) {
        return inUtc(local, zone);
      }
      return target instanceof DateType
          ? exactly(raw.cast("date").cast("timestamp").equalTo(local), raw.cast("date"))
          : nothing(target);
    }
    if (from instanceof DateType && target instanceof TimestampType) {
      return inUtc(raw.cast("timestamp"), zone);
    }
    if (isNumberLike(from) && isNumberLike(target)) {
      var there = TryCast.of(raw, target);
      // NaN equals NaN in Spark, so it stays what it is between float and double.
      var same = TryCast.of(there, from).equalTo(raw);
      boolean toBigint = isFloating(from) && target instanceof LongType;
      boolean fromBigint = from instanceof LongType && isFloating(target);
      if (toBigint || fromBigint) {
        // Spark takes 2^63 for the greatest bigint, which is one less.
        same = same.and(raw.lt(TWO_TO_63)).and(there.lt(TWO_TO_63));
      }
      return exactly(same, there);
    }
    return nothing(target);
  }

  /** Bytes as the text that they are in UTF-8; Spark's own cast takes any for text. */
  private static Column text(Column bytes) {
    var text = functions.decode(bytes, "UTF-8");
    return exactly(functions.encode(text, "UTF-8").equalTo(bytes), text);
  }

  /** A value as text, whatever its type. */
  public static Column written(Column raw, DataType from) {
    if (from instanceof BinaryType) {
      return concat(lit("0x"), hex(raw));
    }
    return isNested(from) ? to_json(raw) : raw.cast("string");
  }

  private static Column nothing(DataType type) {
    return lit(null).cast(type);
  }

  static Column exactly(Column condition, Column value) {
    return when(coalesce(condition, lit(false)), value);
  }

  static Column inUtc(Column local, ZoneId zone) {
    return isUtc(zone) ? local : to_utc_timestamp(local, zone.getId());
  }

  static boolean isUtc(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC);
  }

  /** Whether every value of a type is one of another, so that no row need be looked at. */
  private static boolean isWidening(DataType from, DataType target) {
    if (target instanceof DecimalType wide) {
      return (from instanceof IntegralType || from instanceof DecimalType)
          && wide.isWiderThan(from);
    }
    boolean whole = from instanceof IntegralType && target instanceof IntegralType;
    return (whole && target.defaultSize() >= from.defaultSize())
        || (from instanceof FloatType && target instanceof DoubleType);
  }

  private static boolean isFloating(DataType type) {
    return type instanceof FloatType || type instanceof DoubleType;
  }

  private static boolean isTime(DataType type) {
    return type instanceof TimestampType || type instanceof TimestampNTZType;
  }

  private static boolean isNumberLike(DataType type) {
    return type instanceof NumericType || type instanceof BooleanType;
  }

  static boolean isNested(DataType type) {
    return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
  }
}
