package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import java.util.List;
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

  private final TableName dimension;

  private Keys(TableName dimension) {
    this.dimension = dimension;
  }

  public static Keys of(TableName dimension) {
    return new Keys(dimension);
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
    var hash = xxhash64(concat(lit(part(dimension.text())), text));
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

  private static String part(String text) {
    return "d" + text.length() + ":" + text;
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
