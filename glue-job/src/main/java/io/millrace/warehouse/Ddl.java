package io.millrace.warehouse;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import io.millrace.pipeline.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statements that make what Redshift needs: schemas, ledger, tables, views, grants. */
final class Ddl {

  private static final RedshiftType FLAG = new RedshiftType(RedshiftType.TEXT, 1, 0, 0);
  private static final RedshiftType TOKEN = new RedshiftType(RedshiftType.TEXT, 64, 0, 0);

  private final Names names;
  private final Warehouse warehouse;

  Ddl(Warehouse warehouse) {
    this.names = new Names(warehouse.schemas());
    this.warehouse = warehouse;
  }

  /** What every pipeline needs, whatever its tables. */
  List<String> foundation() {
    var statements = new ArrayList<String>();
    for (var schema : List.of(names.schemas().staging(), names.schemas().target())) {
      statements.add(Sql.of("create_schema", Map.of("schema", Names.quoted(schema.text()))));
    }
    for (var group : warehouse.grants().select()) {
      statements.add(
          Sql.of(
              "grant_usage",
              Map.of(
                  "schema",
                  Names.quoted(names.schemas().target().text()),
                  "group",
                  Names.quoted(group.text()))));
    }
    statements.add(Sql.of("create_ledger", Map.of("ledger", names.ledger())));
    return statements;
  }

  String table(ServedTable table) {
    return create(names.target(table), columns(table), table);
  }

  /** The staging table has what the target has, what to do with a row, and the load's token. */
  String staging(ServedTable table) {
    return create(names.staging(table), stagingColumns(table), table);
  }

  /** The present versions of a dimension, and who may read. */
  List<String> served(ServedTable table) {
    var statements = new ArrayList<String>();
    var readable = new ArrayList<>(List.of(names.target(table)));
    if (table.hasVersions()) {
      readable.add(names.current(table));
      statements.add(Sql.of("drop_view", Map.of("view", names.current(table))));
      statements.add(
          Sql.of(
              "create_view",
              Map.of(
                  "view",
                  names.current(table),
                  "columns",
                  Names.list(Arrays.asList(table.columns().fieldNames())),
                  "target",
                  names.target(table))));
    }
    for (var relation : readable) {
      for (var group : warehouse.grants().select()) {
        statements.add(
            Sql.of("grant_select", Map.of("table", relation, "group", Names.quoted(group.text()))));
      }
    }
    return statements;
  }

  /** The columns of a table, text at its first length. */
  static Map<String, RedshiftType> columns(ServedTable table) {
    var columns = new LinkedHashMap<String, RedshiftType>();
    Arrays.stream(table.columns().fields())
        .forEach(field -> columns.put(field.name(), RedshiftType.of(field.dataType())));
    return columns;
  }

  static Map<String, RedshiftType> stagingColumns(ServedTable table) {
    var columns = new LinkedHashMap<>(columns(table));
    columns.put(Technical.OP, FLAG);
    columns.put(Technical.TOKEN, TOKEN);
    return columns;
  }

  static String addColumn(String table, String column, RedshiftType type) {
    return Sql.of(
        "add_column", Map.of("table", table, "column", Names.quoted(column), "type", type.sql()));
  }

  static String widen(String table, String column, RedshiftType type) {
    return Sql.of(
        "widen_column", Map.of("table", table, "column", Names.quoted(column), "type", type.sql()));
  }

  /** What somebody can run who wants a table's rows to lie by its distribution key. */
  String distribute(ServedTable table) {
    return Sql.of(
        "alter_distkey",
        Map.of(
            "table",
            names.target(table),
            "column",
            Names.quoted(table.distkey().orElseThrow().text())));
  }

  /** What somebody can run who wants a table to be sorted by its sort key. */
  String sort(ServedTable table) {
    return Sql.of("alter_sortkey", Map.of("table", names.target(table), "columns", sortkey(table)));
  }

  private static String sortkey(ServedTable table) {
    return Names.list(table.sortkey().stream().map(Identifier::text).toList());
  }

  /** What somebody can run who wants a column to have another type. */
  static List<String> changeType(String table, String column, RedshiftType type) {
    var slots =
        Map.of(
            "table", table,
            "column", Names.quoted(column),
            "beside", Names.quoted(column + "_as_" + type.name().replace(' ', '_')),
            "type", type.sql());
    return List.of(
        Sql.of("add_beside", slots),
        Sql.of("fill_beside", slots),
        Sql.of("drop_column", slots),
        Sql.of("rename_beside", slots));
  }

  private static String create(String name, Map<String, RedshiftType> columns, ServedTable table) {
    return Sql.of(
        "create_table",
        Map.of(
            "table",
            name,
            "columns",
            columns.entrySet().stream()
                .map(column -> Names.quoted(column.getKey()) + " " + column.getValue().sql())
                .collect(Collectors.joining(",\n  ")),
            "distribution",
            table
                .distkey()
                .map(key -> "DISTSTYLE KEY DISTKEY (" + Names.quoted(key.text()) + ")")
                .orElse("DISTSTYLE AUTO"),
            "sort",
            table.sortkey().isEmpty() ? "SORTKEY AUTO" : "SORTKEY (" + sortkey(table) + ")"));
  }
}
