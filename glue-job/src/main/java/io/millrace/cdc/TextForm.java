package io.millrace.cdc;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.millrace.transform.Coercion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Types of Parquet that Spark has none for: read as the number or the bytes that they are, and told
 * as the text that a database would write.
 */
enum TextForm {
  TIME_MILLIS("int") {
    @Override
    Column text(Column raw) {
      return timeOfDay(raw.cast("bigint").multiply(1_000_000L), 3);
    }
  },
  TIME_MICROS("bigint") {
    @Override
    Column text(Column raw) {
      return timeOfDay(raw.multiply(1_000L), 6);
    }
  },
  TIME_NANOS("bigint") {
    @Override
    Column text(Column raw) {
      return timeOfDay(raw, 9);
    }
  },
  TIMESTAMP_NANOS("bigint") {
    @Override
    Column text(Column raw) {
      var seconds = seconds(raw).multiply(1_000_000L);
      return concat(timestamp_micros(seconds).cast("string"), fraction(raw, 9));
    }
  },
  UUID("binary") {
    @Override
    Column text(Column raw) {
      return regexp_replace(lower(hex(raw)), "^(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5");
    }
  };

  private static final String KEY = "millrace.text_form";
  private static final long NANOS = 1_000_000_000L;

  private final String read;

  TextForm(String read) {
    this.read = read;
  }

  abstract Column text(Column raw);

  /** The form of a Parquet column, where it has one. */
  static Optional<TextForm> of(Type type) {
    var annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof TimeLogicalTypeAnnotation time) {
      return Optional.of(valueOf("TIME_" + time.getUnit()));
    }
    if (annotation instanceof TimestampLogicalTypeAnnotation time
        && time.getUnit() == TimeUnit.NANOS) {
      return Optional.of(TIMESTAMP_NANOS);
    }
    return annotation instanceof UUIDLogicalTypeAnnotation ? Optional.of(UUID) : Optional.empty();
  }

  /** The column as the rest of the job knows it: text, and told from which form. */
  StructField field(String name) {
    Metadata metadata = new MetadataBuilder().putString(KEY, name()).build();
    return new StructField(name, DataTypes.StringType, true, metadata);
  }

  /** What Spark must be told to read so that {@link #told} can make these columns of it. */
  static StructType read(StructType columns) {
    return new StructType(
        Arrays.stream(columns.fields())
            .map(
                field ->
                    of(field)
                        .map(
                            form ->
                                new StructField(
                                    field.name(),
                                    DataType.fromDDL(form.read),
                                    true,
                                    Metadata.empty()))
                        .orElse(field))
            .toArray(StructField[]::new));
  }

  /** The rows as read, with these columns as text. */
  static Dataset<Row> told(Dataset<Row> rows, StructType columns) {
    var texts = new LinkedHashMap<String, Column>();
    for (var field : columns.fields()) {
      of(field)
          .ifPresent(
              form -> texts.put(field.name(), form.text(expr(Coercion.quoted(field.name())))));
    }
    return texts.isEmpty() ? rows : rows.withColumns(texts);
  }

  private static Optional<TextForm> of(StructField field) {
    return field.metadata().contains(KEY)
        ? Optional.of(valueOf(field.metadata().getString(KEY)))
        : Optional.empty();
  }

  private static Column timeOfDay(Column nanos, int digits) {
    var seconds = seconds(nanos);
    return concat(
        two(div(seconds, 3600)),
        lit(":"),
        two(pmod(div(seconds, 60), lit(60))),
        lit(":"),
        two(pmod(seconds, lit(60))),
        fraction(nanos, digits));
  }

  private static Column seconds(Column nanos) {
    return div(nanos.minus(pmod(nanos, lit(NANOS))), NANOS);
  }

  private static Column fraction(Column nanos, int digits) {
    var all = lpad(pmod(nanos, lit(NANOS)).cast("string"), 9, "0");
    return concat(lit("."), all.substr(1, digits));
  }

  private static Column two(Column number) {
    return lpad(number.cast("string"), 2, "0");
  }

  private static Column div(Column number, long by) {
    return call_function("div", number, lit(by));
  }
}
