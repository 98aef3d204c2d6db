package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What has to change in what is stored for it to be what was computed (rule 18). */
public final class ChangeSet {

  /** What is to be done with a row: one of the words below. */
  public static final String CHANGE = "_change";

  public static final String OPEN = "open";
  public static final String AMEND = "amend";
  public static final String WITHDRAW = "withdraw";

  /** Only what is kept beside the row is another: nobody has to hear of it. */
  public static final String KEEP = "keep";

  private ChangeSet() {}

  /**
   * The rows to open, amend, withdraw and keep; a withdrawn row holds what was stored.
   *
   * @param key the columns that identify a row, never null
   * @param told columns of what is stored that are told along and not compared
   */
  public static Dataset<Row> between(
      Dataset<Row> stored, Dataset<Row> computed, List<String> key, List<String> told) {
    var names = computed.columns();
    var along = new ArrayList<Column>();
    along.add(struct(columns(names)).as("old"));
    told.forEach(name -> along.add(col(name)));
    var old = stored.select(along.toArray(Column[]::new));
    var result = new ArrayList<>(List.of(col(CHANGE), col("row.*")));
    told.forEach(name -> result.add(col(name)));
    var now = computed.select(struct(columns(names)).as("now"));
    Column same =
        key.stream()
            .map(name -> col("old." + name).equalTo(col("now." + name)))
            .reduce(Column::and)
            .orElseThrow();
    var change =
        when(col("old").isNull(), lit(OPEN))
            .when(col("now").isNull(), lit(WITHDRAW))
            .when(differ(computed.schema(), false), lit(AMEND))
            .when(differ(computed.schema(), true), lit(KEEP));
    return old.join(now, same, "full_outer")
        .withColumn(CHANGE, change)
        .filter(col(CHANGE).isNotNull())
        .withColumn("row", coalesce(col("now"), col("old")))
        .select(result.toArray(Column[]::new));
  }

  private static Column differ(StructType schema, boolean technical) {
    Column differ = lit(false);
    for (var field : schema.fields()) {
      if (Technical.isTechnical(field.name()) == technical) {
        differ = differ.or(not(same("old", "now", field)));
      }
    }
    return differ;
  }

  private static Column same(String old, String now, StructField field) {
    return Canonical.of(col(old + "." + field.name()), field.dataType())
        .eqNullSafe(Canonical.of(col(now + "." + field.name()), field.dataType()));
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }
}
