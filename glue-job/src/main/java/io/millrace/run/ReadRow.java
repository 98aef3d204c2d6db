package io.millrace.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Coercion;
import io.millrace.transform.Masks;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A row as it was read, kept on its way through checks and transforms until it is shown. */
record ReadRow(Masks masks) {

  /** What is kept of a row: to write it down as text is dear, and most rows are never shown. */
  Column kept(Dataset<Row> changes) {
    var values = new ArrayList<Column>();
    for (var name : changes.columns()) {
      if (!Technical.isTechnical(name)
          || List.of(Technical.UNREAD, Technical.ADDED).contains(name)) {
        values.add(col(name));
      }
    }
    return struct(values.toArray(Column[]::new));
  }

  /** The row as JSON: masked where the column is, unreadable values as they were written. */
  Column json(Dataset<Row> rows) {
    var kept = (StructType) rows.schema().apply(Technical.VALUES).dataType();
    var shown = new ArrayList<Column>();
    for (var field : kept.fields()) {
      if (field.name().equals(Technical.ADDED)) {
        var added = col(Technical.VALUES).getField(Technical.ADDED);
        for (var extra : ((StructType) field.dataType()).fields()) {
          shown.add(text(added, extra).as(extra.name()));
        }
      } else if (!field.name().equals(Technical.UNREAD)) {
        var text = text(col(Technical.VALUES), field);
        shown.add(masks.of(Identifier.of(field.name()), text).as(field.name()));
      }
    }
    return to_json(struct(shown.toArray(Column[]::new)));
  }

  private static Column text(Column row, StructField field) {
    var unread =
        filter(
            col(Technical.VALUES).getField(Technical.UNREAD),
            value -> value.getField("column").equalTo(field.name()));
    return coalesce(
        Coercion.written(row.getField(field.name()), field.dataType()),
        get(unread, lit(0)).getField("value"));
  }
}
