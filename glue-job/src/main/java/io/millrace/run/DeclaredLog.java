package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.millrace.pipeline.Column;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Unread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A source's change log as its configuration declares it: columns that no batch has brought yet are
 * null, and before the first batch there are no rows.
 */
final class DeclaredLog {

  private DeclaredLog() {}

  /** Without the columns that files brought and nobody declared. */
  static Dataset<Row> of(Workplace workplace, Staging staging) {
    return read(workplace, staging, false);
  }

  /** With them, after all others. */
  static Dataset<Row> whole(Workplace workplace, Staging staging) {
    return read(workplace, staging, true);
  }

  /** Of these rows of the log. */
  static Dataset<Row> whole(Workplace workplace, Staging staging, Dataset<Row> rows) {
    return declared(workplace, staging, rows, true);
  }

  private static Dataset<Row> read(Workplace workplace, Staging staging, boolean withUndeclared) {
    var stored = workplace.lake().changeLog(staging.staging());
    var declared = workplace.declared(staging);
    if (!stored.exists()) {
      return workplace.spark().createDataFrame(List.of(), declared);
    }
    return declared(workplace, staging, stored.read(), withUndeclared);
  }

  private static Dataset<Row> declared(
      Workplace workplace, Staging staging, Dataset<Row> rows, boolean withUndeclared) {
    var declared = workplace.declared(staging);
    var log = new Heard(workplace, staging).in(rows);
    var there = List.of(log.columns());
    var columns = new ArrayList<org.apache.spark.sql.Column>();
    for (var field : declared.fields()) {
      columns.add(
          there.contains(field.name())
              ? col(field.name())
              : lit(null).cast(field.dataType()).as(field.name()));
    }
    var known = List.of(declared.fieldNames());
    there.stream()
        .filter(name -> !known.contains(name))
        .filter(name -> withUndeclared || Technical.isTechnical(name))
        .map(log::col)
        .forEach(columns::add);
    return log.select(columns.toArray(org.apache.spark.sql.Column[]::new));
  }

  /** The log's columns as they are declared. */
  static StructType schema(Workplace workplace, Staging staging) {
    var nothing = workplace.spark().createDataFrame(List.of(), read(staging));
    return new Verdicts(staging, new SourceRules(workplace, staging, "no row"))
        .of(nothing)
        .schema();
  }

  /** The names of the source's own columns, after every transform. */
  static List<String> names(Workplace workplace, Staging staging) {
    return Arrays.stream(workplace.declared(staging).fieldNames())
        .filter(name -> !Technical.isTechnical(name))
        .toList();
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
