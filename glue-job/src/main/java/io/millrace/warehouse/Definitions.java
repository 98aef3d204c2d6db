package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tables that are there, made to fit: what is missing is made, columns are added, texts get
 * wider. Anything else is refused with the statements that would do it.
 */
final class Definitions {

  private final Session session;
  private final Names names;
  private final Ddl ddl;
  private final Map<String, Map<String, RedshiftType>> there = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();

  Definitions(Session session, Names names, Ddl ddl) {
    this.session = session;
    this.names = names;
    this.ddl = ddl;
  }

  /** Reads what is there, and lays the foundation where some of it is missing. */
  void begin(List<ServedTable> tables) {
    look();
    if (!there.containsKey(names.ledger()) || !tables.stream().allMatch(this::isMade)) {
      ddl.foundation().forEach(session::execute);
    }
  }

  /** Whether anything was ever published. */
  boolean hasLedger() {
    look();
    return there.containsKey(names.ledger());
  }

  /** Whether a table is there with all its columns. */
  boolean isServed(ServedTable table) {
    look();
    var columns = there.get(names.target(table));
    return columns != null && columns.keySet().containsAll(Ddl.columns(table).keySet());
  }

  private void look() {
    there.clear();
    refused.clear();
    session.each(
        Sql.of("catalog", Map.of()),
        row ->
            there
                .computeIfAbsent(
                    Names.quoted(row.getString(1)) + "." + Names.quoted(row.getString(2)),
                    name -> new LinkedHashMap<>())
                .put(
                    row.getString(3).toLowerCase(Locale.ROOT),
                    new RedshiftType(
                        row.getString(4).toLowerCase(Locale.ROOT),
                        row.getInt(5),
                        "numeric".equals(row.getString(4)) ? row.getInt(6) : 0,
                        "numeric".equals(row.getString(4)) ? row.getInt(7) : 0)),
        names.schemas().staging().text(),
        names.schemas().target().text());
  }

  /** Those whose target is not there. */
  List<ServedTable> missing(List<ServedTable> tables) {
    return tables.stream().filter(table -> !there.containsKey(names.target(table))).toList();
  }

  private boolean isMade(ServedTable table) {
    return there.containsKey(names.target(table)) && there.containsKey(names.staging(table));
  }

  /** Makes a table fit, and the staging table beside it. */
  void fit(ServedTable table) {
    var wanted = Ddl.columns(table);
    var target = names.target(table);
    var columns = there.get(target);
    if (columns == null) {
      session.execute(ddl.table(table));
      columns = new LinkedHashMap<>(wanted);
      there.put(target, columns);
    }
    for (var column : wanted.entrySet()) {
      fit(target, columns, column.getKey(), column.getValue());
    }
    fitStaging(table, columns);
  }

  private void fit(
      String target, Map<String, RedshiftType> columns, String name, RedshiftType wanted) {
    var type = columns.get(name);
    if (type == null) {
      session.execute(Ddl.addColumn(target, name, wanted));
      columns.put(name, wanted);
    } else if (!type.holds(wanted)) {
      if (type.isText() && wanted.isText()) {
        widen(target, columns, name, wanted);
      } else {
        refused.add(
            "%s.%s is %s and would now have to be %s; this would do it:%n%s"
                .formatted(
                    target,
                    Names.quoted(name),
                    type.sql(),
                    wanted.sql(),
                    Ddl.changeType(target, name, wanted).stream()
                        .map(statement -> "    " + statement + ";")
                        .collect(Collectors.joining("\n"))));
      }
    }
  }

  /** What a staging table holds is only ever one load, so one that does not fit is made anew. */
  private void fitStaging(ServedTable table, Map<String, RedshiftType> target) {
    var staging = names.staging(table);
    var wanted = Ddl.stagingColumns(table);
    wanted.replaceAll(
        (name, type) -> type.isText() && target.containsKey(name) ? target.get(name) : type);
    var columns = there.get(staging);
    if (columns != null
        && columns.keySet().equals(wanted.keySet())
        && wanted.entrySet().stream()
            .allMatch(column -> columns.get(column.getKey()).holds(column.getValue()))) {
      return;
    }
    if (columns != null) {
      session.execute(Sql.of("drop_table", Map.of("table", staging)));
    }
    session.execute(ddl.staging(table));
    var made = new LinkedHashMap<>(Ddl.stagingColumns(table));
    there.put(staging, made);
    wanted.forEach(
        (name, type) -> {
          if (!made.get(name).holds(type)) {
            widen(staging, made, name, type);
          }
        });
  }

  /** Says everything that was refused. */
  void end() {
    if (!refused.isEmpty()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "Redshift's tables do not fit, and Millrace changes no type and no key by itself:\n"
              + String.join("\n", refused)
              + "\n    or keep the type or key that was there");
    }
  }

  /**
   * Refuses tables that are distributed or sorted by other columns than they now name. One that
   * names none is left as it is: Redshift may have chosen its keys.
   */
  void requireLaidOut(List<ServedTable> tables) {
    var schema = names.schemas().target().text();
    session.execute(Sql.of("search_path", Map.of("schema", Names.quoted(schema))));
    var distkeys = new TreeMap<String, String>();
    var sortkeys = new TreeMap<String, List<String>>();
    session.each(
        Sql.of("layout", Map.of()),
        row -> {
          if (row.getBoolean(3)) {
            distkeys.put(row.getString(1), row.getString(2));
          }
          if (row.getInt(4) != 0) {
            sortkeys
                .computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                .add(row.getString(2));
          }
        },
        schema);
    for (var table : tables) {
      var name = table.name().text();
      var distkey = table.distkey().map(Identifier::text);
      if (distkey.isPresent() && !distkey.get().equals(distkeys.get(name))) {
        refuseLayout(table, "distributed", distkey.get(), ddl.distribute(table));
      }
      var sortkey = table.sortkey().stream().map(Identifier::text).toList();
      if (!sortkey.isEmpty() && !sortkey.equals(sortkeys.get(name))) {
        refuseLayout(table, "sorted", String.join(", ", sortkey), ddl.sort(table));
      }
    }
    end();
  }

  private void refuseLayout(ServedTable table, String how, String by, String statement) {
    refused.add(
        "%s is not %s by %s; this would do it:%n    %s;"
            .formatted(names.target(table), how, by, statement));
  }

  /** Makes room for the longest texts of a load. */
  void widen(ServedTable table, Map<String, Integer> bytes) {
    for (var name : List.of(names.target(table), names.staging(table))) {
      var columns = there.get(name);
      bytes.forEach(
          (column, longest) -> {
            if (columns.get(column).length() < longest) {
              widen(name, columns, column, RedshiftType.text(longest));
            }
          });
    }
  }

  private void widen(
      String table, Map<String, RedshiftType> columns, String column, RedshiftType type) {
    session.execute(Ddl.widen(table, column, type));
    columns.put(column, type);
  }
}
