package io.millrace.warehouse;

import io.millrace.pipeline.TableName;
import java.util.Map;
import java.util.TreeMap;

/** What Redshift itself knows of what was published to it. */
record Ledger(Session session, String name) {

  /** A table's line: where it is, and what it was defined by. */
  record Line(Mark mark, String definition) {}

  Map<String, Line> read() {
    var lines = new TreeMap<String, Line>();
    session.each(
        sql("read_ledger"),
        row ->
            lines.put(
                row.getString(1),
                new Line(
                    new Mark(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6)),
                    row.getString(7))));
    return lines;
  }

  void enter(TableName table, String pipeline, String lake) {
    session.execute(sql("enter_ledger"), table.text(), pipeline, lake, table.text());
  }

  void forget(TableName table) {
    session.execute(sql("forget_ledger"), table.text());
  }

  void define(TableName table, String definition) {
    session.execute(sql("define_ledger"), definition, table.text());
  }

  /** Whether the table stood at the first mark, and stands at the second now. */
  boolean move(TableName table, Mark from, Mark to, String load) {
    return session.execute(
            sql("move_ledger"),
            to.pipeline(),
            to.lake(),
            to.incarnation(),
            to.sequence(),
            to.token(),
            load,
            table.text(),
            from.pipeline(),
            from.lake(),
            from.incarnation(),
            from.sequence(),
            from.token())
        == 1;
  }

  private String sql(String action) {
    return Sql.of(action, Map.of("ledger", name));
  }
}
