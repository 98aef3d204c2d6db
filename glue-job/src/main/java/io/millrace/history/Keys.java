package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/**
 * Surrogate keys: 64-bit hashes of a canonical text, so that they never depend on a run (rule 19).
 */
public final class Keys {

  /** The key of every dimension's unknown member. */
  public static final long UNKNOWN = -1;

  private static final int ALL_BITS = 64;

  private final String dimension;
  private final int bits;

  /** Those of a dimension, by no more than so many bits. */
  Keys(TableName dimension, Optional<Identifier> seed, int bits) {
    this.dimension =
        part("d", dimension.text()) + seed.map(word -> part("s", word.text())).orElse("");
    this.bits = bits;
  }

  public static Keys of(Dimension dimension) {
    return new Keys(dimension.dimension(), dimension.seed(), ALL_BITS);
  }

  /** The key of the entity; the unknown member's where a part of the business key is null. */
  public Column durable(List<Column> businessKey) {
    return hash(businessKey, canonical(businessKey));
  }

  /** The key of the version that began at this time. */
  public Column version(List<Column> businessKey, Column validFrom) {
    var began = unix_micros(validFrom).cast("string");
    return hash(businessKey, concat(canonical(businessKey), part("t", began)));
  }

  private Column hash(List<Column> businessKey, Column text) {
    var whole = xxhash64(concat(lit(dimension), text));
    var hash = bits == ALL_BITS ? whole : shiftrightunsigned(whole, ALL_BITS - bits);
    var nothing = businessKey.stream().map(Column::isNull).reduce(Column::or).orElseThrow();
    // The unknown member's key is nobody else's.
    return when(nothing, lit(UNKNOWN))
        .when(hash.equalTo(UNKNOWN), lit(UNKNOWN - 1))
        .otherwise(hash);
  }

  private static Column canonical(List<Column> businessKey) {
    return concat(
        businessKey.stream()
            .map(column -> part("v", column.cast("string")))
            .toArray(Column[]::new));
  }

  private static Column part(String type, Column text) {
    return coalesce(concat(lit(type), length(text).cast("string"), lit(":"), text), lit("-"));
  }

  private static String part(String type, String text) {
    return type + text.length() + ":" + text;
  }

  /** The rows whose columns of these names are among the wanted. */
  public static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> wanted, List<Identifier> names) {
    var key = names.stream().map(Identifier::text).toList();
    return rows.join(wanted, JavaConverters.asScalaBuffer(key), "left_semi");
  }

  static List<Column> columns(List<Identifier> names) {
    return names.stream().map(name -> col(name.text())).toList();
  }
}
