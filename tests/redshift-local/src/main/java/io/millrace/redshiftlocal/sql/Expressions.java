package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Translates what Redshift writes otherwise inside expressions; the rest stays as it is. */
final class Expressions {

  private static final Set<String> DATE_PART_FIRST =
      Set.of("dateadd", "datediff", "date_part", "date_diff");

  private final List<Token> tokens;
  private final List<Token> translated = new ArrayList<>();
  private int at;

  private Expressions(List<Token> tokens) {
    this.tokens = tokens;
  }

  static String sql(List<Token> tokens) {
    return Token.text(translate(tokens));
  }

  static List<Token> translate(List<Token> tokens) {
    var expressions = new Expressions(tokens);
    while (expressions.at < tokens.size()) {
      expressions.step();
    }
    return expressions.translated;
  }

  private void step() {
    var token = tokens.get(at);
    if (token.kind() == Kind.QUOTED) {
      // enable_case_sensitive_identifier is off by default: quotes do not keep case.
      add(token.as(token.text().toLowerCase(Locale.ROOT)), 1);
    } else if (token.is("::")) {
      add(token, 1);
      type();
    } else if (isCall("CAST")) {
      cast();
    } else if (isCall("NVL")) {
      add(token.as("COALESCE"), 1);
    } else if (isCall("NVL2")) {
      nvl2();
    } else if (isCall("LISTAGG")) {
      listagg();
    } else if (isCall("VERSION")) {
      add(token.as("redshift_local.version"), 1);
    } else if (isCall("JSON_SERIALIZE")) {
      // A word of its own from PostgreSQL 17 on.
      add(token.as("pg_catalog.\"json_serialize\""), 1);
    } else if (token.is("SYSDATE")) {
      add(token.as("redshift_local.transaction_time()"), 1);
    } else if (token.kind() == Kind.WORD
        && DATE_PART_FIRST.contains(token.name())
        && follows("(")) {
      datePart();
    } else if (token.is("RETURNING")) {
      throw RedshiftError.notInRedshift("RETURNING");
    } else {
      add(token, 1);
    }
  }

  private void add(Token token, int consumed) {
    translated.add(token);
    at += consumed;
  }

  private boolean isCall(String function) {
    return tokens.get(at).is(function) && follows("(");
  }

  private boolean follows(String symbol) {
    return at + 1 < tokens.size() && tokens.get(at + 1).is(symbol);
  }

  /** A type name, after {@code ::} or inside CAST. */
  private void type() {
    var cursor = new Cursor(tokens.subList(at, tokens.size()));
    var type = Type.read(cursor);
    translated.add(Token.symbol(type.inCast()));
    at = tokens.size() - cursor.rest().size();
  }

  private void cast() {
    var argument = call();
    var depth = 0;
    var as = -1;
    for (var i = 0; i < argument.size(); i++) {
      depth += argument.get(i).is("(") ? 1 : argument.get(i).is(")") ? -1 : 0;
      if (depth == 0 && argument.get(i).is("AS")) {
        as = i;
      }
    }
    if (as < 0) {
      throw RedshiftError.of("42601", "syntax error: CAST without AS", "");
    }
    translated.add(Token.word("CAST("));
    translated.addAll(translate(argument.subList(0, as)));
    var type = Type.read(new Cursor(argument.subList(as + 1, argument.size())));
    translated.add(Token.word("AS " + type.inCast() + ")"));
  }

  private void nvl2() {
    var arguments = Cursor.commaSeparated(call());
    if (arguments.size() != 3) {
      throw RedshiftError.of("42883", "NVL2 takes three arguments", "");
    }
    translated.add(
        Token.word(
            "CASE WHEN (%s) IS NOT NULL THEN (%s) ELSE (%s) END"
                .formatted(sql(arguments.get(0)), sql(arguments.get(1)), sql(arguments.get(2)))));
  }

  private void listagg() {
    var arguments = call();
    translated.add(Token.word("string_agg("));
    var distinct = !arguments.isEmpty() && arguments.get(0).is("DISTINCT");
    if (distinct) {
      translated.add(Token.word("DISTINCT"));
    }
    var values = Cursor.commaSeparated(arguments.subList(distinct ? 1 : 0, arguments.size()));
    var separator = values.size() > 1 ? sql(values.get(1)) : "''";
    translated.add(Token.word("(" + sql(values.get(0)) + ")::text, " + separator));
    var cursor = new Cursor(tokens.subList(at, tokens.size()));
    if (cursor.takes("WITHIN", "GROUP")) {
      var order = cursor.parenthesis();
      translated.addAll(translate(order.subList(1, order.size() - 1)));
      at = tokens.size() - cursor.rest().size();
    }
    translated.add(Token.symbol(")"));
  }

  /** {@code DATEADD(day, …)}: the part is a bare word in Redshift, a text in our function. */
  private void datePart() {
    add(tokens.get(at), 1);
    add(tokens.get(at), 1);
    if (at < tokens.size() && tokens.get(at).kind() == Kind.WORD && follows(",")) {
      add(Token.string(tokens.get(at).name()), 1);
    }
  }

  /** Takes a call's name and parenthesis, and gives what stands inside. */
  private List<Token> call() {
    var cursor = new Cursor(tokens.subList(at + 1, tokens.size()));
    var parenthesis = cursor.parenthesis();
    at += 1 + parenthesis.size();
    return parenthesis.subList(1, parenthesis.size() - 1);
  }
}
