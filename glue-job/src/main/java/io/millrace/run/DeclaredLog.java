package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.millrace.pipeline.Column;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Unread;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A source's change log as its configuration declares it: columns that files brought and nobody
 * declared stay out, and those that no batch has brought yet are null.
 */
final class DeclaredLog {

  private DeclaredLog() {}

  static Dataset<Row> of(Workplace workplace, Staging staging) {
    var log =
        new Heard(workplace, staging).in(workplace.lake().changeLog(staging.staging()).read());
    var there = List.of(log.columns());
    var nothing = log.sparkSession().createDataFrame(List.of(), read(staging));
    var declared =
        new Verdicts(staging, new SourceRules(workplace, staging, "")).of(nothing).schema();
    return log.select(
        Arrays.stream(declared.fields())
            .map(
                field ->
                    there.contains(field.name())
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static StructType read(Staging staging) {
    var schema =
        new StructType()
            .add(Technical.OP, "string")
            .add(Technical.AT, "timestamp")
            .add(Technical.LOAD, "boolean")
            .add(Technical.POSITION, "array<string>")
            .add(Technical.FILE, "string")
            .add(Technical.ROW, "bigint")
            .add(Technical.BATCH, "bigint")
            .add(Technical.DIGEST, "bigint")
            .add(Technical.UNREAD, Unread.TYPE);
    for (var column : staging.columns().entrySet()) {
      schema = schema.add(column.getKey().text(), type(column.getValue()));
    }
    if (!staging.keyBefore().isEmpty()) {
      var key = new StructType();
      for (var name : staging.key()) {
        key = key.add(name.text(), type(staging.columns().get(name)));
      }
      schema = schema.add(Technical.KEY_BEFORE, key);
    }
    return schema;
  }

  private static DataType type(Column column) {
    return DataType.fromDDL(column.type().text());
  }
}
