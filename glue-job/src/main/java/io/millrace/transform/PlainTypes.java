package io.millrace.transform;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Sql.Mistake;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/** The types that the text of an expression tells without knowing its columns. */
final class PlainTypes {

  private static final Map<String, String> FUNCTIONS =
      Stream.of(
              Map.entry(
                  "string",
                  "lower upper lcase ucase trim ltrim rtrim substring substr concat_ws"
                      + " regexp_replace date_format get_json_object initcap lpad rpad sha2 md5"),
              Map.entry("date", "to_date date date_add date_sub last_day make_date add_months"),
              Map.entry("timestamp", "to_timestamp timestamp date_trunc"),
              Map.entry(
                  "int",
                  "year quarter month day dayofmonth dayofweek dayofyear weekofyear hour minute"
                      + " second length datediff"),
              Map.entry("bigint", "unix_timestamp xxhash64"),
              Map.entry("boolean", "isnull isnotnull startswith endswith contains"))
          .flatMap(
              entry ->
                  Stream.of(entry.getValue().split(" "))
                      .map(function -> Map.entry(function, entry.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private PlainTypes() {}

  static ColumnType of(ParseTree tree) {
    var part = tree;
    while (part.getChildCount() == 1) {
      part = part.getChild(0);
    }
    if (part instanceof SqlBaseParser.CastContext cast) {
      return type(cast.dataType().getText()).orElse(ColumnType.UNKNOWN);
    }
    if (part instanceof SqlBaseParser.FunctionCallContext call) {
      var name = Names.plain(call.functionName().getText());
      return type(FUNCTIONS.getOrDefault(name, name)).orElse(ColumnType.UNKNOWN);
    }
    return literal(part.getText());
  }

  private static ColumnType literal(String text) {
    if (text.startsWith("'")) {
      return ColumnType.STRING;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return ColumnType.parse("boolean");
    }
    return text.matches("-?\\d{1,9}") ? ColumnType.parse("int") : ColumnType.UNKNOWN;
  }

  /** What is wrong with the type of a cast. */
  static Optional<Mistake> refusal(SqlBaseParser.CastContext cast) {
    var text = cast.dataType().getText();
    var plain = text.matches("[A-Za-z_]+");
    return !plain
            || type(text).isPresent()
            || SPARK_ONLY.contains(text.toLowerCase(java.util.Locale.ROOT))
        ? Optional.empty()
        : Optional.of(
            new Mistake(
                "'" + text + "' is no type",
                io.millrace.pipeline.Spelling.suggestion(text, ColumnType.words())));
  }

  private static final java.util.Set<String> SPARK_ONLY =
      java.util.Set.of(
          "byte",
          "short",
          "real",
          "dec",
          "decimal",
          "numeric",
          "timestamp_ntz",
          "timestamp_ltz",
          "void",
          "interval");

  private static Optional<ColumnType> type(String text) {
    try {
      return Optional.of(ColumnType.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
