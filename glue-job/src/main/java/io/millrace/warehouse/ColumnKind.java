package io.millrace.warehouse;

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

/** What sort of values a column holds, as far as Redshift treats them alike. */
enum ColumnKind {
  BOOLEAN,
  WHOLE,
  DECIMAL,
  FLOATING,
  TEXT,
  BINARY,
  DATE,
  TIMESTAMP,
  NESTED;

  static ColumnKind of(DataType type) {
    if (type instanceof BooleanType) {
      return BOOLEAN;
    } else if (type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType) {
      return WHOLE;
    } else if (type instanceof DecimalType) {
      return DECIMAL;
    } else if (type instanceof FloatType || type instanceof DoubleType) {
      return FLOATING;
    } else if (type instanceof StringType) {
      return TEXT;
    } else if (type instanceof BinaryType) {
      return BINARY;
    } else if (type instanceof DateType) {
      return DATE;
    } else if (type instanceof TimestampType) {
      return TIMESTAMP;
    } else if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
      return NESTED;
    }
    throw new IllegalArgumentException("Redshift has no type for " + type.sql());
  }
}
