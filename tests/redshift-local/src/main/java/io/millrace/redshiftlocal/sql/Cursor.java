package io.millrace.redshiftlocal.sql;

import java.util.ArrayList;
import java.util.List;

/** Walks over the tokens of a statement. */
final class Cursor {

  private final List<Token> tokens;
  private int at;

  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  Token peek() {
    if (atEnd()) {
      throw RedshiftError.of("42601", "syntax error at end of input", "");
    }
    return tokens.get(at);
  }

  Token next() {
    var token = peek();
    at++;
    return token;
  }

  /** Whether these words come next; case does not count. */
  boolean sees(String... words) {
    for (var i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Takes these words when they come next. */
  boolean takes(String... words) {
    if (!sees(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  void expect(String word) {
    if (!takes(word)) {
      throw RedshiftError.of(
          "42601",
          atEnd()
              ? "syntax error at end of input"
              : "syntax error at or near \"" + peek().text() + "\"",
          "Expected " + word + ".");
    }
  }

  /** A parenthesis with all that is in it, both ends included. */
  List<Token> parenthesis() {
    var taken = new ArrayList<Token>();
    var depth = 0;
    do {
      var token = next();
      taken.add(token);
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
    } while (depth > 0);
    return taken;
  }

  /** What a parenthesis holds, cut at its own commas. */
  List<List<Token>> list() {
    if (!sees("(")) {
      expect("(");
    }
    var inside = parenthesis();
    return commaSeparated(inside.subList(1, inside.size() - 1));
  }

  static List<List<Token>> commaSeparated(List<Token> tokens) {
    var elements = new ArrayList<List<Token>>();
    var element = new ArrayList<Token>();
    var depth = 0;
    for (var token : tokens) {
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
      if (depth == 0 && token.is(",")) {
        elements.add(List.copyOf(element));
        element.clear();
      } else {
        element.add(token);
      }
    }
    if (!element.isEmpty()) {
      elements.add(List.copyOf(element));
    }
    return elements;
  }

  /** A name of up to three parts, e.g. {@code dw.dim_customer}, as SQL. */
  String qualifiedName() {
    var name = new StringBuilder();
    while (true) {
      var part = next();
      if (!part.isName()) {
        throw RedshiftError.of("42601", "syntax error at or near \"" + part.text() + "\"", "");
      }
      name.append('"').append(part.name().replace("\"", "\"\"")).append('"');
      if (!takes(".")) {
        return name.toString();
      }
      name.append('.');
    }
  }

  /** What the string literal that comes next says. */
  String string() {
    var token = next();
    if (token.kind() != Token.Kind.STRING) {
      throw RedshiftError.of("42601", "syntax error at or near \"" + token.text() + "\"", "");
    }
    return token.value();
  }

  List<Token> rest() {
    var rest = tokens.subList(at, tokens.size());
    at = tokens.size();
    return rest;
  }
}
