package io.millrace.redshiftlocal.copy;

import io.millrace.redshiftlocal.sql.CopyCommand;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A column that COPY fills, and how a field of a file becomes its value. */
public record Column(String name, String type, int modifier, boolean notNull) {

  private static final int HEADER = 4; // PostgreSQL counts a length word into its type modifiers

  /** The value of a field, or null; {@link LoadError} when the column cannot hold it. */
  String value(String field, CopyCommand.Options options) {
    var value = isNull(field, options) ? null : held(field, options);
    if (value == null && notNull) {
      throw new LoadError(1213, "Missing data for not-null field", this, field);
    }
    return value;
  }

  /** The length that the column was declared with, as stl_load_errors shows it. */
  int declaredLength() {
    return modifier < HEADER ? 0 : modifier - HEADER;
  }

  private boolean isNull(String field, CopyCommand.Options options) {
    if (field.equals(options.nullString())) {
      return true;
    }
    if (field.isEmpty()) {
      return !isCharacter() || options.emptyAsNull();
    }
    return options.blanksAsNull() && isCharacter() && field.isBlank();
  }

  private String held(String field, CopyCommand.Options options) {
    if (isCharacter()) {
      return fit(field, options);
    }
    return type.equals("bytea") ? bytes(field) : number(field, options);
  }

  /** VARBYTE comes as hexadecimal digits. */
  private String bytes(String field) {
    try {
      HexFormat.of().parseHex(field);
    } catch (IllegalArgumentException noDigits) {
      throw new LoadError(1224, "Invalid hexadecimal digits for VARBYTE", this, field);
    }
    return "\\x" + field;
  }

  private boolean isCharacter() {
    return type.equals("varchar") || type.equals("bpchar") || type.equals("text");
  }

  /** VARCHAR(n) holds n bytes of UTF-8, not n characters. */
  private String fit(String field, CopyCommand.Options options) {
    if (modifier < HEADER || field.getBytes(StandardCharsets.UTF_8).length <= declaredLength()) {
      return field;
    }
    if (!options.truncateColumns()) {
      throw new LoadError(1204, "String length exceeds DDL length", this, field);
    }
    var end = field.length();
    while (field.substring(0, end).getBytes(StandardCharsets.UTF_8).length > declaredLength()) {
      end = field.offsetByCodePoints(end, -1);
    }
    return field.substring(0, end);
  }

  /** COPY cuts decimals that the scale has no room for, unless told ROUNDEC. */
  private String number(String field, CopyCommand.Options options) {
    var point = field.indexOf('.');
    if (!type.equals("numeric") || modifier < HEADER || point < 0 || options.roundDecimals()) {
      return field;
    }
    var scale = (modifier - HEADER) & 0x7ff;
    var end = Math.min(field.length(), point + 1 + scale);
    return field.chars().allMatch(c -> "+-.0123456789".indexOf(c) >= 0)
        ? field.substring(0, scale == 0 ? point : end)
        : field;
  }
}
