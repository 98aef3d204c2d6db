package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Masks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The key that a row had until its change, made what the key's own columns are made, so that it
 * meets the key under which the row was stored before.
 */
record OldKeys(Staging staging, Masks masks) {

  private static final String KEPT = "_kept";

  /**
   * The rows as they are, but for their old keys; a batch whose files tell none has no column of
   * them, and is not treated twice.
   *
   * @param treatment what is done to a row on its way to the change log
   */
  Dataset<Row> treated(Dataset<Row> rows, UnaryOperator<Dataset<Row>> treatment) {
    if (!List.of(rows.columns()).contains(Technical.KEY_BEFORE)) {
      return rows;
    }
    var columns =
        Arrays.stream(rows.columns()).filter(name -> !name.equals(Technical.KEY_BEFORE)).toList();
    var before = new LinkedHashMap<String, Column>();
    for (var name : names()) {
      before.put(name, col(Technical.KEY_BEFORE).getField(name));
    }
    // The row's own values wait aside while its old key goes their way under the key's names.
    var aside = struct(columns.stream().map(name -> col(name)).toArray(Column[]::new));
    var treated = treatment.apply(rows.withColumn(KEPT, aside).withColumns(before));
    var told = new ArrayList<>(List.of(col(KEPT), col(Technical.KEY_BEFORE)));
    names().forEach(name -> told.add(col(name)));
    var masked = masks.masked(treated.select(told.toArray(Column[]::new)));
    var result = new ArrayList<Column>();
    columns.forEach(name -> result.add(col(KEPT).getField(name).as(name)));
    var old = struct(names().stream().map(name -> col(name)).toArray(Column[]::new));
    result.add(when(col(Technical.KEY_BEFORE).isNotNull(), old).as(Technical.KEY_BEFORE));
    return masked.select(result.toArray(Column[]::new));
  }

  private List<String> names() {
    return staging.key().stream().map(Identifier::text).toList();
  }
}
