package io.millrace.transform;

import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.DateFormat;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Text read as a type: exactly, or not at all. */
final class WrittenText {

  // Spark's own cast of text to a date drops a time of day, and takes years and months alone.
  private static final String A_DATE =
      "^\\s*[+-]?\\d{4,7}-\\d{2}-\\d{2}([ T]00:00(:00(\\.0+)?)?)?\\s*$";
  // It drops what is below a microsecond, too.
  private static final String A_TIMESTAMP =
      "^\\s*[+-]?\\d{4,6}-\\d{2}-\\d{2}([ T][^.]*(\\.\\d{0,6}0*([^\\d.].*)?)?)?$";
  private static final String WITH_ZONE =
      "\\d:\\d.*?(Z|[+-]\\d{1,2}(:?\\d{2}){0,2}|[A-Za-z_/]+)\\s*$";
  private static final String A_NUMBER = "^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$";
  private static final String CORRUPT = "_unreadable_json";

  private WrittenText() {}

  static Column as(Column text, DataType target, Optional<DateFormat> format, ZoneId zone) {
    if (target instanceof DateType) {
      return format.map(written -> TextDate.of(text, written)).orElseGet(() -> date(text));
    }
    if (target instanceof TimestampType) {
      return format
          .map(written -> Coercion.inUtc(try_to_timestamp(text, lit(written.pattern())), zone))
          .orElseGet(() -> timestamp(text, zone));
    }
    if (target instanceof DecimalType decimal) {
      return decimal(text, decimal);
    }
    if (target instanceof FloatType || target instanceof DoubleType) {
      return floating(text, target);
    }
    return Coercion.isNested(target) ? json(text, target) : TryCast.of(text, target);
  }

  private static Column date(Column text) {
    return Coercion.exactly(text.rlike(A_DATE), TryCast.of(text, DataTypes.DateType));
  }

  private static Column timestamp(Column text, ZoneId zone) {
    var read = TryCast.of(text, DataTypes.TimestampType);
    var instant =
        Coercion.isUtc(zone)
            ? read
            : when(text.rlike(WITH_ZONE), read).otherwise(Coercion.inUtc(read, zone));
    return Coercion.exactly(text.rlike(A_TIMESTAMP), instant);
  }

  private static Column decimal(Column text, DecimalType type) {
    var value = TryCast.of(text, type);
    var plain = text.rlike("^\\s*[+-]?\\d*(\\.\\d{0," + type.scale() + "}0*)?\\s*$");
    var number = TryCast.of(text, DataTypes.DoubleType);
    var scientific = text.rlike("[eE]").and(number.equalTo(value.cast("double")));
    return Coercion.exactly(plain.or(scientific), value);
  }

  /** Digits beyond a float's precision are rounded, as every database does; no number is lost. */
  private static Column floating(Column text, DataType type) {
    var value = TryCast.of(text, type);
    var infinite = value.isin(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    var vanished = value.equalTo(0).and(text.rlike("^[^eE]*[1-9]"));
    var number = text.rlike(A_NUMBER).and(not(infinite)).and(not(vanished));
    // PostgreSQL's own words for what is no number.
    var word = text.rlike("(?i)^\\s*([+-]?inf(inity)?|nan)\\s*$");
    return Coercion.exactly(number.or(word), value);
  }

  private static Column json(Column text, DataType type) {
    if (!(type instanceof StructType struct)) {
      return from_json(text, type);
    }
    var marked = struct.add(CORRUPT, DataTypes.StringType);
    var read = from_json(text, marked, Map.of("columnNameOfCorruptRecord", CORRUPT));
    var fields =
        Arrays.stream(struct.fieldNames())
            .map(name -> read.getField(name).as(name))
            .toArray(Column[]::new);
    return when(text.isNotNull().and(read.getField(CORRUPT).isNull()), struct(fields));
  }
}
