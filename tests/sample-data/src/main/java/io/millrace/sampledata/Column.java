package io.millrace.sampledata;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A column of a DMS file. Its values are a {@code String}, a {@code Double}, or a {@code Long} for
 * all else: days of a date, microseconds of a timestamp, unscaled digits of a decimal.
 */
record Column(String name, Type type, int precision, int scale) {

  /** What PostgreSQL calls it, by what DMS makes of it in Parquet. */
  enum Type {
    TIME_OF_DMS,
    TEXT,
    INT2,
    INT4,
    INT8,
    FLOAT8,
    NUMERIC,
    DATE,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS
  }

  static Column of(String name, Type type) {
    return new Column(name, type, 0, 0);
  }

  static Column numeric(String name, int precision, int scale) {
    return new Column(name, Type.NUMERIC, precision, scale);
  }

  PrimitiveType parquet() {
    return switch (type) {
      case TIME_OF_DMS ->
          Types.primitive(PrimitiveTypeName.BINARY, Repetition.REQUIRED)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case TEXT -> optional(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
      case INT2 -> optional(PrimitiveTypeName.INT32, LogicalTypeAnnotation.intType(16, true));
      case INT4 -> optional(PrimitiveTypeName.INT32, null);
      case INT8 -> optional(PrimitiveTypeName.INT64, null);
      case FLOAT8 -> optional(PrimitiveTypeName.DOUBLE, null);
      case NUMERIC ->
          Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(bytes())
              .as(LogicalTypeAnnotation.decimalType(scale, precision))
              .named(name);
      case DATE -> optional(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
      case TIMESTAMP_MILLIS -> optional(PrimitiveTypeName.INT64, timestamp(TimeUnit.MILLIS));
      case TIMESTAMP_MICROS -> optional(PrimitiveTypeName.INT64, timestamp(TimeUnit.MICROS));
    };
  }

  /** The fewest bytes that hold {@code precision} digits and a sign. */
  int bytes() {
    return (int) Math.ceil((precision * Math.log(10) / Math.log(2) + 1) / 8);
  }

  private PrimitiveType optional(PrimitiveTypeName physical, LogicalTypeAnnotation meaning) {
    return Types.optional(physical).as(meaning).named(name);
  }

  private static LogicalTypeAnnotation timestamp(TimeUnit unit) {
    return LogicalTypeAnnotation.timestampType(true, unit);
  }
}
