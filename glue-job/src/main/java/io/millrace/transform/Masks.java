package io.millrace.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Hides personal values; the last thing that is done to a row before it is stored. */
public final class Masks {

  static final int BITS = 256;
  private static final int SHOWN = 2;
  private static final int LONG_ENOUGH = 6;

  private final Map<Identifier, Mask> masks;
  private final String salt;

  public Masks(Map<Identifier, Mask> masks, String salt) {
    this.masks = Map.copyOf(masks);
    this.salt = salt;
  }

  /** A number from the salt that does not tell it, so that it may stand in a plan. */
  public static long seed(String salt) {
    return SaltedDigest.seed(salt);
  }

  /** The rows with every masked column masked. */
  public Dataset<Row> masked(Dataset<Row> rows) {
    var columns = new LinkedHashMap<String, Column>();
    for (var field : rows.schema().fields()) {
      masks.entrySet().stream()
          .filter(entry -> entry.getKey().text().equalsIgnoreCase(field.name()))
          .forEach(
              entry ->
                  columns.put(field.name(), of(entry.getKey(), col(field.name()).cast("string"))));
    }
    return columns.isEmpty() ? rows : rows.withColumns(columns);
  }

  /** What may be shown of a column's value: the text itself where nothing hides it. */
  public Column of(Identifier column, Column text) {
    var mask = masks.get(column);
    if (mask == null) {
      return text;
    }
    return switch (mask) {
      case SHA256 -> SaltedDigest.of(salt).apply(text);
      case REDACT -> when(text.isNotNull(), lit("***"));
      case PARTIAL ->
          when(
                  length(text).geq(LONG_ENOUGH),
                  concat(substring(text, 1, SHOWN), lit("***"), substring(text, -SHOWN, SHOWN)))
              .when(text.isNotNull(), lit("***"));
      case NULL -> lit(null).cast("string");
    };
  }
}
