package io.millrace.redshiftlocal.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One word, literal or symbol of SQL, with the white space and comments that stand before it; so a
 * statement of which nothing is rewritten keeps its text to the letter.
 */
record Token(Kind kind, String lead, String text) {

  enum Kind {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    PARAMETER,
    SYMBOL
  }

  static Token word(String text) {
    return new Token(Kind.WORD, " ", text);
  }

  static Token symbol(String text) {
    return new Token(Kind.SYMBOL, "", text);
  }

  static Token string(String value) {
    return new Token(Kind.STRING, " ", literal(value));
  }

  /** A text as a literal that means the same whether or not backslashes escape. */
  static String literal(String value) {
    var quoted = "'" + value.replace("'", "''").replace("\\", "\\\\") + "'";
    return value.indexOf('\\') < 0 ? quoted : "E" + quoted;
  }

  static String text(List<Token> tokens) {
    return tokens.stream().map(token -> token.lead + token.text).collect(Collectors.joining());
  }

  Token as(String newText) {
    return new Token(kind, lead, newText);
  }

  boolean is(String keywordOrSymbol) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(keywordOrSymbol);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** What an identifier names: lower case, quoted or not, as Redshift has it by default. */
  String name() {
    var bare =
        kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    return bare.toLowerCase(Locale.ROOT);
  }

  /** What a string literal says. */
  String value() {
    var quote = text.indexOf('\'');
    var body = text.substring(quote + 1, text.length() - 1);
    var value = new StringBuilder();
    for (var i = 0; i < body.length(); i++) {
      var c = body.charAt(i);
      if ((c == '\'' || c == '\\') && i + 1 < body.length()) {
        c = body.charAt(++i);
      }
      value.append(c);
    }
    return value.toString();
  }
}
