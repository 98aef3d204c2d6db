package io.millrace.quality;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/** A condition under which a row fails a rule, and what is then said about the row. */
record Finding(Column fails, Rule rule, String column, Column value) {

  /** What a violation says of its rule. */
  record Rule(String title, Enum<?> onFail, String place, String version) {}

  /** The violation, or null where the row does not fail. */
  Column violation() {
    return when(fails, said());
  }

  Column said() {
    return said(rule, lit(column), value);
  }

  static Column said(Rule rule, Column column, Column value) {
    return struct(
        lit(rule.title()).as("rule"),
        column.cast("string").as("column"),
        value.cast("string").as("value"),
        lit(text(rule.onFail())).as("on_fail"),
        lit(rule.place()).as("place"),
        lit(rule.version()).as("version"));
  }

  static String text(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
