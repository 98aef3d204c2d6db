package io.millrace.cdc;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.url_decode;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Coercion;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;

/** Where the changes of a file stand: what each did, when, and in which order (rule 1). */
record Standing(Staging staging, Alike alike, FileColumns there) {

  static final String OPERATION = "op";
  private static final int WIDEST_NUMBER = 40;
  static final ColumnType TIMESTAMP = ColumnType.parse("timestamp");

  List<Column> columns() {
    return List.of(
        operation().as(Technical.OP),
        at().as(Technical.AT),
        lit(alike.isLoad()).as(Technical.LOAD),
        position().as(Technical.POSITION),
        file().as(Technical.FILE),
        col("_metadata.row_index").as(Technical.ROW));
  }

  private Column operation() {
    return there
        .get(OPERATION)
        .map(field -> coalesce(upper(raw(field).cast("string")), lit("I")))
        .orElse(lit("I"));
  }

  private Column at() {
    return staging
        .source()
        .timestamp()
        .flatMap(name -> there.get(name.text()))
        .map(
            field ->
                Coercion.of(
                        field.name(),
                        field.dataType(),
                        TIMESTAMP,
                        Optional.empty(),
                        staging.timezone())
                    .value())
        .orElse(fileTime());
  }

  /** The time in the name of a file of changes; of a load file, when it was written. */
  private static Column fileTime() {
    var named =
        regexp_replace(
            col("_metadata.file_name"),
            "^(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)(\\d{3,4})\\..*$",
            "$1-$2-$3 $4:$5:$6.$7");
    return coalesce(
        try_to_timestamp(named),
        ArchiveFolder.modified(col("_metadata.file_path")),
        col("_metadata.file_modification_time"));
  }

  /** The position columns as text that sorts as they do: numbers padded, nothing first. */
  private Column position() {
    var parts =
        staging.position().stream()
            .map(name -> there.get(name.text()).map(Standing::sortable).orElse(lit("")))
            .toArray(Column[]::new);
    return array(parts).cast("array<string>");
  }

  private static Column sortable(StructField field) {
    var text = coalesce(raw(field).cast("string"), lit(""));
    return when(
            text.rlike("^\\d+$").and(length(text).leq(WIDEST_NUMBER)),
            lpad(text, WIDEST_NUMBER, "0"))
        .otherwise(text);
  }

  /** A file's path below its source's folder; it is told from its end, which is spelt one way. */
  private Column file() {
    if (alike.depth() == 0) {
      return col("_metadata.file_name");
    }
    var below = substring_index(col("_metadata.file_path"), "/", -1 - alike.depth());
    // A plus in a path is a plus, as it is not in a form.
    return alike.isPlain() ? below : url_decode(replace(below, lit("+"), lit("%2B")));
  }

  private static Column raw(StructField field) {
    return expr(Coercion.quoted(field.name()));
  }
}
