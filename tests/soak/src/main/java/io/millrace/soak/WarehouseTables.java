package io.millrace.soak;

import io.millrace.warehouse.StandIn;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the stand-in serves from a lake's side. */
final class WarehouseTables {

  private static final String SCHEMA = "dw";

  /** Numbers its commits, as the lake that it was published from does. */
  private static final String LEDGER = "_millrace_published";

  private WarehouseTables() {}

  static Contents read(Path lake) {
    var tables = new TreeMap<String, SortedMap<String, Integer>>();
    var standIn = ServiceLoader.load(StandIn.class).findFirst().orElseThrow();
    try (var running = standIn.start(lake.resolve("_millrace/redshift-local"));
        var connection = DriverManager.getConnection(running.url());
        var statement = connection.createStatement()) {
      for (var table : names(statement)) {
        tables.put(table, Contents.counted(rows(statement, table)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the warehouse of " + lake, e);
    }
    return new Contents("warehouse", tables);
  }

  private static List<String> names(Statement statement) throws SQLException {
    var names = new ArrayList<String>();
    try (var found =
        statement.executeQuery(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = '%s'"
                    .formatted(SCHEMA)
                + " AND table_name <> '%s'".formatted(LEDGER))) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  private static List<String> rows(Statement statement, String table) throws SQLException {
    var rows = new ArrayList<String>();
    try (var found =
        statement.executeQuery("SELECT * FROM \"%s\".\"%s\"".formatted(SCHEMA, table))) {
      var columns = found.getMetaData();
      while (found.next()) {
        var values = new TreeMap<String, String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          values.put(columns.getColumnName(i), found.getString(i));
        }
        rows.add(values.toString());
      }
    }
    return rows;
  }
}
