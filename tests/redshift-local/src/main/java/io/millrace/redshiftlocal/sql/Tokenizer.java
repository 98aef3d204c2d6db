package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into {@link Token}s.
 *
 * <p>A backslash escapes inside a plain literal too: Redshift descends from PostgreSQL 8.0, which
 * has no standard_conforming_strings.
 */
final class Tokenizer {

  private final String sql;
  private int at;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  /** The statements of a text, without the semicolons between them; empty ones are left out. */
  static List<List<Token>> statements(String sql) {
    var statements = new ArrayList<List<Token>>();
    var statement = new ArrayList<Token>();
    for (var token : new Tokenizer(sql).tokens()) {
      if (!token.is(";")) {
        statement.add(token);
      } else if (!statement.isEmpty()) {
        statements.add(List.copyOf(statement));
        statement.clear();
      }
    }
    if (!statement.isEmpty()) {
      statements.add(List.copyOf(statement));
    }
    return statements;
  }

  private List<Token> tokens() {
    var tokens = new ArrayList<Token>();
    while (true) {
      var lead = lead();
      if (at == sql.length()) {
        return tokens;
      }
      var start = at;
      var kind = next();
      tokens.add(new Token(kind, lead, sql.substring(start, at)));
    }
  }

  /** White space as it is; a comment counts as a space. */
  private String lead() {
    var lead = new StringBuilder();
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        lead.append(sql.charAt(at++));
      } else if (sql.startsWith("--", at)) {
        var end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        skipBlockComment();
        lead.append(' ');
      } else {
        break;
      }
    }
    return lead.toString();
  }

  private void skipBlockComment() {
    var depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
      if (at >= sql.length() && depth > 0) {
        throw syntaxError("unterminated /* comment");
      }
    } while (depth > 0);
  }

  private Kind next() {
    var c = sql.charAt(at);
    if (c == '\'') {
      skipLiteral();
      return Kind.STRING;
    }
    if ((c == 'e' || c == 'E') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
      at++;
      skipLiteral();
      return Kind.STRING;
    }
    if (c == '"') {
      skipQuoted();
      return Kind.QUOTED;
    }
    if (c == '$') {
      return parameterOrDollarQuote();
    }
    if (Character.isDigit(c) || (c == '.' && isDigit(at + 1))) {
      skipNumber();
      return Kind.NUMBER;
    }
    if (isWordStart(c)) {
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
      return Kind.WORD;
    }
    at += sql.startsWith("::", at) ? 2 : 1;
    return Kind.SYMBOL;
  }

  private void skipLiteral() {
    for (at++; at < sql.length(); at++) {
      if (sql.charAt(at) == '\\') {
        at++;
      } else if (sql.charAt(at) == '\'') {
        if (!sql.startsWith("''", at)) {
          at++;
          return;
        }
        at++;
      }
    }
    throw syntaxError("unterminated quoted string");
  }

  private void skipQuoted() {
    for (at++; at < sql.length(); at++) {
      if (sql.charAt(at) == '"') {
        if (!sql.startsWith("\"\"", at)) {
          at++;
          return;
        }
        at++;
      }
    }
    throw syntaxError("unterminated quoted identifier");
  }

  private Kind parameterOrDollarQuote() {
    if (isDigit(at + 1)) {
      for (at++; isDigit(at); ) {
        at++;
      }
      return Kind.PARAMETER;
    }
    var close = sql.indexOf('$', at + 1);
    var end = close < 0 ? -1 : sql.indexOf(sql.substring(at, close + 1), close + 1);
    if (end < 0) {
      at++;
      return Kind.SYMBOL;
    }
    at = end + close + 1 - at;
    return Kind.WORD; // verbatim, like a keyword: nothing inside is rewritten
  }

  private void skipNumber() {
    while (at < sql.length() && (isDigit(at) || sql.charAt(at) == '.')) {
      at++;
    }
    if (at < sql.length() && Character.toLowerCase(sql.charAt(at)) == 'e') {
      var sign = at + 1 < sql.length() && "+-".indexOf(sql.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        for (at += 1 + sign; isDigit(at); ) {
          at++;
        }
      }
    }
  }

  private boolean isDigit(int index) {
    return index < sql.length() && Character.isDigit(sql.charAt(index));
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_' || c >= 128;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || Character.isDigit(c) || c == '$';
  }

  private static RedshiftError syntaxError(String message) {
    return RedshiftError.of("42601", message, "");
  }
}
