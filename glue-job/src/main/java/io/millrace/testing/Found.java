package io.millrace.testing;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.millrace.history.DimensionShape;
import io.millrace.history.Keys;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest.Expected;
import io.millrace.pipeline.PipelineTest.Shown;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;

/** What a lake holds of an expected table, in the columns that are asked for. */
record Found(List<DataType> types, List<List<Object>> rows) {

  private static final String REASONS = "reasons";
  private static final DataType STRING = DataType.fromDDL("string");

  /** The rows of a table; none where it has never been written. */
  static Found of(Pipeline pipeline, Lake lake, Expected expected, List<Shown> columns) {
    var table = expected.table();
    return switch (expected.kind()) {
      case STAGING ->
          stored(lake.changeLog(table).exists(), () -> log(lake, table, Status.ACCEPTED), columns);
      case QUARANTINE ->
          quarantined(
              stored(
                  lake.changeLog(table).exists(),
                  () -> explained(log(lake, table, Status.QUARANTINED), columns),
                  columns),
              pipeline.staging(table).orElseThrow(),
              columns);
      case TABLE -> table(pipeline, lake, table, columns);
    };
  }

  private interface Reading {
    Dataset<Row> rows();
  }

  private static Found table(Pipeline pipeline, Lake lake, TableName table, List<Shown> columns) {
    var dimension = pipeline.dimension(table);
    if (dimension.isPresent()) {
      var key = col(DimensionShape.versionKey(dimension.get()));
      var stored = lake.dimension(table);
      return stored(
          stored.exists(),
          () -> stored.read().filter(not(key.equalTo(lit(Keys.UNKNOWN)))),
          columns);
    }
    var fact = pipeline.fact(table);
    if (fact.isPresent()) {
      var stored = lake.fact(table);
      var pointing = new PointedAt(pipeline, lake, fact.get());
      return stored(stored.exists(), () -> pointing.beside(stored.read(), columns), columns);
    }
    var stored = lake.mirror(table);
    return stored(stored.exists(), stored::read, columns);
  }

  private static Dataset<Row> log(Lake lake, TableName source, Status status) {
    return lake.changeLog(source).read().filter(col(Technical.STATUS).equalTo(status.text()));
  }

  private static Found stored(boolean exists, Reading table, List<Shown> columns) {
    return exists
        ? selected(table.rows(), columns)
        : new Found(columns.stream().map(column -> STRING).toList(), List.of());
  }

  private static Found selected(Dataset<Row> table, List<Shown> columns) {
    var types = new ArrayList<DataType>();
    var selected = new ArrayList<Column>();
    for (var column : columns) {
      var field =
          Arrays.stream(table.schema().fields())
              .filter(found -> found.name().toLowerCase(Locale.ROOT).equals(column.toString()))
              .findFirst();
      var type = field.map(found -> found.dataType()).orElse(STRING);
      selected.add(
          field
              .map(found -> plain(col("`" + found.name() + "`"), type))
              .orElse(lit(null).cast(STRING))
              .as(column.toString()));
      types.add(type instanceof BinaryType ? STRING : type);
    }
    var rows = new ArrayList<List<Object>>();
    for (var row : table.select(selected.toArray(Column[]::new)).collectAsList()) {
      var values = new ArrayList<Object>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(Values.of(row.get(i), types.get(i)));
      }
      rows.add(values);
    }
    return new Found(List.copyOf(types), rows);
  }

  private static Column plain(Column column, DataType type) {
    if (type instanceof BinaryType) {
      return column.cast(STRING);
    }
    return Values.isNested(type) ? to_json(column) : column;
  }

  /** Quarantined rows with their values as text, out of the JSON that the log keeps of them. */
  private static Dataset<Row> explained(Dataset<Row> log, List<Shown> columns) {
    var values = expr("from_json(" + Technical.VALUES + ", 'map<string,string>')");
    var selected = new ArrayList<Column>();
    for (var shown : columns) {
      var column = shown.column();
      if (column.text().equals(REASONS)) {
        selected.add(reasons().as(REASONS));
      } else if (column.isTechnical()) {
        selected.add(col(column.text()));
      } else {
        selected.add(values.getItem(column.text()).as(column.text()));
      }
    }
    return log.select(selected.toArray(Column[]::new));
  }

  /** What a row was quarantined for: rules by name, those without one with their column. */
  private static Column reasons() {
    var quarantining =
        filter(
            col(Technical.VIOLATIONS),
            violation -> violation.getField("on_fail").equalTo("quarantine"));
    var titles =
        transform(
            quarantining,
            violation -> {
              var rule = violation.getField("rule");
              return when(
                      rule.isin("type", "key", "dms"),
                      concat(rule, lit(": "), violation.getField("column")))
                  .otherwise(rule);
            });
    return array_join(array_sort(titles), "; ");
  }

  /** Values as of their declared types, where they are. */
  private static Found quarantined(Found found, Staging staging, List<Shown> columns) {
    var types = new ArrayList<DataType>();
    for (int i = 0; i < columns.size(); i++) {
      var column = Optional.ofNullable(staging.columns().get(columns.get(i).column()));
      types.add(
          column
              .filter(declared -> declared.mask().isEmpty())
              .map(declared -> DataType.fromDDL(declared.type().text()))
              .filter(type -> !(type instanceof BinaryType))
              .orElse(found.types().get(i)));
    }
    var rows = new ArrayList<List<Object>>();
    for (var row : found.rows()) {
      var values = new ArrayList<Object>();
      for (int i = 0; i < row.size(); i++) {
        var value = row.get(i);
        values.add(
            value instanceof String text ? Values.read(text, types.get(i)).orElse(text) : value);
      }
      rows.add(values);
    }
    return new Found(List.copyOf(types), rows);
  }
}
