package io.millrace.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** The words of the YAML parser's errors, put so that the author of the file knows what to do. */
final class SyntaxErrors {

  private record Known(String sign, String message, String remedy) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("'\\t(TAB)'", "a tab stands where spaces must", "indent with spaces"),
          new Known(
              "mapping values are not allowed here",
              "a second ': ' stands on this line, or the line above is indented wrongly",
              "put a value that contains ': ' into quotes, and line keys up"),
          new Known(
              "could not find expected ':'",
              "a key has no ':' after it",
              "write 'key: value', and put text of more than one line into quotes"),
          new Known(
              "expected <block end>",
              "the indentation does not fit the lines above",
              "line up the keys of one map and the dashes of one list"),
          new Known(
              "expected ',' or ']'",
              "a list [ … ] is not closed",
              "close it with ], or add a comma"),
          new Known(
              "expected ',' or '}'",
              "a map { … } is not closed",
              "close it with }, add a comma, or put the value into quotes"),
          new Known(
              "found unexpected end of stream",
              "the file ends inside quotes",
              "close the quotes that this value begins with"),
          new Known(
              "found unknown escape character",
              "a backslash stands inside double quotes",
              "use single quotes: '\\d+'"),
          new Known(
              "cannot start any token",
              "a character that YAML keeps for itself begins a value",
              "put the value into quotes"),
          new Known("Nesting Depth", "it is nested too deeply", "this grammar needs no such depth"),
          new Known(
              "special characters are not allowed",
              "it contains a control character",
              "remove the control character"));

  private SyntaxErrors() {}

  static String message(JsonProcessingException e) {
    return KNOWN.stream()
        .filter(known -> e.getOriginalMessage().contains(known.sign))
        .map(Known::message)
        .findFirst()
        .orElseGet(() -> Texts.shortened(e.getOriginalMessage().lines().findFirst().orElse("")));
  }

  static String remedy(JsonProcessingException e) {
    return KNOWN.stream()
        .filter(known -> e.getOriginalMessage().contains(known.sign))
        .map(Known::remedy)
        .findFirst()
        .orElse("mend the line, or the one above it");
  }
}
