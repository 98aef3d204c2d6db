package io.millrace.cdc;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** A value as text, put into a Parquet group as the column's own type asks. */
record WrittenColumn(PrimitiveType type, String text) {

  void into(Group group) {
    var annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      add(group, new BigDecimal(text).setScale(decimal.getScale()));
    } else if (annotation instanceof DateLogicalTypeAnnotation) {
      group.add(type.getName(), Math.toIntExact(date().toEpochDay()));
    } else if (annotation instanceof TimestampLogicalTypeAnnotation time) {
      group.add(type.getName(), since1970(unit(time.getUnit())));
    } else if (annotation instanceof TimeLogicalTypeAnnotation time) {
      add(group, unit(time.getUnit()).between(LocalTime.MIN, LocalTime.parse(text)));
    } else {
      plain(group);
    }
  }

  private void plain(Group group) {
    var name = type.getName();
    switch (type.getPrimitiveTypeName()) {
      case INT32 -> group.add(name, Integer.parseUnsignedInt(text.replace("-", "")) * sign());
      case INT64 -> group.add(name, Long.parseUnsignedLong(text.replace("-", "")) * sign());
      case FLOAT -> group.add(name, Float.parseFloat(text));
      case DOUBLE -> group.add(name, Double.parseDouble(text));
      case BOOLEAN -> group.add(name, Boolean.parseBoolean(text));
      case INT96 -> group.add(name, int96(Instant.parse(text)));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> group.add(name, bytes());
    }
  }

  private int sign() {
    return text.startsWith("-") ? -1 : 1;
  }

  private Binary bytes() {
    return text.startsWith("0x")
        ? Binary.fromConstantByteArray(HexFormat.of().parseHex(text.substring(2)))
        : Binary.fromString(text);
  }

  private void add(Group group, long number) {
    if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32) {
      group.add(type.getName(), Math.toIntExact(number));
    } else {
      group.add(type.getName(), number);
    }
  }

  private void add(Group group, BigDecimal number) {
    var digits = number.unscaledValue().toByteArray();
    switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> add(group, number.unscaledValue().longValueExact());
      case BINARY -> group.add(type.getName(), Binary.fromConstantByteArray(digits));
      default -> {
        var bytes = new byte[type.getTypeLength()];
        Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        group.add(type.getName(), Binary.fromConstantByteArray(bytes));
      }
    }
  }

  private LocalDate date() {
    return LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
  }

  /** Not by {@code between}, which counts in nanoseconds, and so not beyond the year 2262. */
  private long since1970(ChronoUnit unit) {
    var instant = Instant.parse(text);
    long each = unit.getDuration().toNanos();
    return instant.getEpochSecond() * (1_000_000_000L / each) + instant.getNano() / each;
  }

  private static Binary int96(Instant instant) {
    var time = instant.atOffset(ZoneOffset.UTC);
    return Binary.fromConstantByteArray(
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(time.toLocalTime().toNanoOfDay())
            .putInt((int) time.toLocalDate().getLong(JulianFields.JULIAN_DAY))
            .array());
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return ChronoUnit.valueOf(unit.name());
  }
}
