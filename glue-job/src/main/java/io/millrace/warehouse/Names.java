package io.millrace.warehouse;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import java.util.Collection;
import java.util.stream.Collectors;

/** How tables are named in statements. */
record Names(Warehouse.Schemas schemas) {

  private static final String LEDGER = "_millrace_published";

  String target(ServedTable table) {
    return target(table.name());
  }

  String target(TableName table) {
    return qualified(schemas.target(), table.text());
  }

  String staging(ServedTable table) {
    return staging(table.name());
  }

  String staging(TableName table) {
    return qualified(schemas.staging(), table.text());
  }

  /** The view of the present versions. */
  String current(ServedTable table) {
    return qualified(schemas.target(), table.name().text() + "_current");
  }

  String ledger() {
    return qualified(schemas.target(), LEDGER);
  }

  private static String qualified(Identifier schema, String table) {
    return quoted(schema.text()) + "." + quoted(table);
  }

  /** Reserved words are names like any other once they are quoted. */
  static String quoted(String name) {
    return "\"" + name + "\"";
  }

  static String list(Collection<String> columns) {
    return columns.stream().map(Names::quoted).collect(Collectors.joining(", "));
  }
}
