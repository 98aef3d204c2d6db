package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Places;
import io.millrace.pipeline.RuleLanguage;
import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.TableName;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every review looks at, and where it says what it found.
 *
 * @param unread tables whose files could not be read: nothing is said of what they lack
 */
record Survey(
    Pipeline pipeline,
    Set<TableName> unread,
    Places places,
    Sql sql,
    RuleLanguage dqdl,
    Flow flow,
    Findings findings) {

  private static final int LISTED = 15;

  /** What Spark takes for a function where there is no such column. */
  private static final Set<String> FUNCTIONS_LIKE_COLUMNS =
      Set.of("current_date", "current_timestamp", "current_user", "user");

  void problem(Place place, String message, String remedy) {
    findings.add(place, message, remedy);
  }

  /** Whether a key was written, even if not readably. */
  boolean isWritten(Place record, String key) {
    return !places.ofKey(record, key).equals(record);
  }

  /** Holds that a column is there; says what is when it is not. */
  boolean known(Identifier column, Columns row, String table, Place place) {
    if (!row.lack(column)) {
      return true;
    }
    Absence.of(this, column, row, table)
        .ifPresentOrElse(
            absence -> problem(place, absence.message(), absence.remedy()),
            () ->
                problem(
                    place,
                    "'" + column + "' is no column of " + table,
                    suggestion(column.text(), row.names())));
    return false;
  }

  /** Holds that SQL can be read and names only columns that are there. */
  boolean readable(Expression expression, Columns row, String table, Place place) {
    return readable(sql.expression(expression), row, table, place);
  }

  boolean readable(Sql.Parsed parsed, Columns row, String table, Place place) {
    if (parsed.mistake().isPresent()) {
      problem(place, parsed.mistake().get().message(), parsed.mistake().get().remedy());
      return false;
    }
    boolean all = true;
    for (var column : parsed.columns()) {
      all &= named(column, row, table, place);
    }
    return all;
  }

  private boolean named(Identifier column, Columns row, String table, Place place) {
    if (row.lack(column) && FUNCTIONS_LIKE_COLUMNS.contains(column.text())) {
      problem(
          place,
          "'" + column + "' gives something else each time",
          "use the row's own columns: history must come out the same whenever it is computed");
      return false;
    }
    return known(column, row, table, place);
  }

  /** Holds that an expression is a condition, as far as its text tells. */
  void condition(Expression expression, Columns row, String table, Place place) {
    if (!readable(expression, row, table, place)) {
      return;
    }
    var type = flow.analyzer().type(expression, row).type();
    if (type.isKnown() && type.kind() != ColumnType.Kind.BOOLEAN) {
      problem(
          place,
          "'" + expression + "' is no condition: it gives " + type,
          "compare it with something, e.g. " + expression + " IS NOT NULL");
    }
  }

  /** A staging table, when it is there; says what is wrong when it is none. */
  boolean isStaging(TableName name, Place place, String use) {
    if (pipeline.staging(name).isPresent()) {
      return true;
    }
    if (unread.contains(name)) {
      return false;
    }
    var names = pipeline.stagings().stream().map(table -> table.staging().text()).toList();
    if (pipeline.dimension(name).isPresent() || pipeline.fact(name).isPresent()) {
      var kind = pipeline.dimension(name).isPresent() ? "dimension" : "fact";
      problem(
          place,
          "'" + name + "' is a " + kind + "; " + use + " takes a staging table",
          suggestion(name.text().replaceFirst("^(dim|fact)_", ""), names));
    } else {
      problem(place, "there is no staging table '" + name + "'", suggestion(name.text(), names));
    }
    return false;
  }

  static String suggestion(String written, Collection<String> known) {
    return Spelling.closest(written, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> known.isEmpty() ? "" : "write one of: " + listed(known));
  }

  /** The first of many; the rest is counted. */
  static String listed(Collection<String> names) {
    var first = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() <= LISTED ? first : first + " and " + (names.size() - LISTED) + " more";
  }

  /** The declared type of a column before its mask made text of it. */
  Optional<ColumnType> unmaskedType(Attribute attribute) {
    return attribute
        .origin()
        .flatMap(origin -> flow.staging(origin.table()).unmasked().find(origin.column()))
        .map(Attribute::type);
  }
}
