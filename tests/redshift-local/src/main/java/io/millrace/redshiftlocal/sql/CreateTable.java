package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Translation.Forward;
import io.millrace.redshiftlocal.sql.Translation.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CREATE TABLE: what Redshift keeps for its planner (keys, distribution, sort order, encoding) is
 * taken out of the definition and written down in redshift_local.table_facts, from where the
 * catalogue shows it.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE
 *     TABLE</a>
 */
final class CreateTable {

  private final Cursor cursor;
  private final TableFacts facts = new TableFacts();

  private CreateTable(Cursor cursor) {
    this.cursor = cursor;
  }

  static Translation translate(Cursor cursor, boolean temporary) {
    return new CreateTable(cursor).translate(temporary);
  }

  private Translation translate(boolean temporary) {
    var ifNotExists = cursor.takes("IF", "NOT", "EXISTS");
    var table = cursor.qualifiedName();
    var elements = new ArrayList<String>();
    if (cursor.sees("(")) {
      for (var element : cursor.list()) {
        element(new Cursor(element), element).ifPresent(elements::add);
      }
    }
    tableAttributes();
    var sql = new StringBuilder("CREATE ");
    sql.append(temporary ? "TEMPORARY " : "").append("TABLE ");
    sql.append(ifNotExists ? "IF NOT EXISTS " : "").append(table);
    if (cursor.sees("AS")) {
      var columns = elements.isEmpty() ? "" : " (" + String.join(", ", elements) + ")";
      return new Forward(sql + columns + Expressions.sql(cursor.rest()));
    }
    if (!cursor.atEnd()) {
      throw RedshiftError.notEmulated("the table attribute " + cursor.peek().text());
    }
    sql.append(elements.stream().collect(Collectors.joining(", ", " (", ")")));
    return new Script("CREATE TABLE", sql + facts.sql(table));
  }

  private Optional<String> element(Cursor element, List<Token> tokens) {
    if (element.sees("LIKE")) {
      return Optional.of(Expressions.sql(tokens));
    }
    if (element.sees("CONSTRAINT")
        || element.sees("PRIMARY", "KEY")
        || element.sees("UNIQUE", "(")
        || element.sees("FOREIGN", "KEY")) {
      facts.constraint(element);
      return Optional.empty();
    }
    return Optional.of(new ColumnDefinition(element, facts).sql());
  }

  private void tableAttributes() {
    while (!cursor.atEnd()) {
      if (cursor.takes("BACKUP") || cursor.takes("ENCODE")) {
        cursor.next();
      } else if (cursor.takes("DISTSTYLE")) {
        facts.distributionStyle(cursor.next().text());
      } else if (cursor.takes("DISTKEY")) {
        facts.distributionKey(cursor.list().get(0).get(0).name());
      } else if (sortKeyFollows()) {
        sortKey();
      } else {
        return;
      }
    }
  }

  private boolean sortKeyFollows() {
    return cursor.takes("COMPOUND", "SORTKEY")
        || cursor.takes("INTERLEAVED", "SORTKEY")
        || cursor.takes("SORTKEY");
  }

  private void sortKey() {
    if (!cursor.takes("AUTO")) {
      cursor.list().forEach(column -> facts.sortKey(column.get(0).name()));
    }
  }
}
