package io.millrace.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.pipeline.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An error of the YAML parser, put so that the author of the file knows what to do. */
record SyntaxError(int line, int column, String message, String remedy) {

  /** Where the parser was when it saw an error, and where that began which it then was reading. */
  private enum At {
    SEEN,
    BEGUN
  }

  private record Known(String sign, At at, String message, String remedy) {}

  private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

  private static final List<Known> KNOWN =
      List.of(
          new Known("'\\t(TAB)'", At.SEEN, "a tab stands where spaces must", "indent with spaces"),
          new Known(
              "mapping values are not allowed here",
              At.SEEN,
              "a ':' stands where no key can be",
              "put a value that contains ': ' into quotes, and line up the keys of one map"),
          new Known(
              "could not find expected ':'",
              At.BEGUN,
              "this is neither a key with ':' nor part of the value above",
              "write 'key: value', and put text of more than one line into quotes"),
          new Known(
              "expected <block end>",
              At.SEEN,
              "the indentation does not fit the lines above",
              "line up the keys of one map and the dashes of one list"),
          new Known(
              "expected ',' or ']'",
              At.BEGUN,
              "the list that begins here is not closed",
              "close it with ], or add a comma"),
          new Known(
              "expected ',' or '}'",
              At.BEGUN,
              "the map that begins here is not closed",
              "close it with }, add a comma, or put a value into quotes"),
          new Known(
              "found unexpected end of stream",
              At.BEGUN,
              "the quotes that begin here are not closed",
              "close them"),
          new Known(
              "found unknown escape character",
              At.SEEN,
              "YAML does not know this backslash",
              "use single quotes, in which a backslash is a backslash: '\\d+'"),
          new Known(
              "cannot start any token",
              At.SEEN,
              "no value can begin with this character",
              "put the value into quotes"),
          new Known(
              "while scanning an alias",
              At.BEGUN,
              "YAML takes what begins with * for an alias",
              "put the value into quotes"),
          new Known(
              "while scanning an anchor",
              At.BEGUN,
              "YAML takes what begins with & for an anchor",
              "put the value into quotes"),
          new Known(
              "while scanning a tag",
              At.BEGUN,
              "YAML takes what begins with ! for a tag",
              "put the value into quotes"),
          new Known(
              "while parsing a flow node",
              At.SEEN,
              "a value is missing inside [ ] or { }",
              "write it, or close the brackets"),
          new Known(
              "Expected a field name",
              At.SEEN,
              "a list or map stands where a key must",
              "write 'key: value'"),
          new Known(
              "while scanning a directive",
              At.BEGUN,
              "YAML takes what begins with % for a directive",
              "remove it, or put the value into quotes"));

  /** What is wrong with the text; empty where the parser does not say where. */
  static Optional<SyntaxError> of(JsonProcessingException e, String text) {
    String words = e.getOriginalMessage();
    List<int[]> places = places(e, words);
    if (places.isEmpty()) {
      return Optional.empty();
    }
    Known known =
        KNOWN.stream()
            .filter(candidate -> words.contains(candidate.sign))
            .findFirst()
            .orElseGet(() -> new Known("", At.SEEN, unknown(e), "mend the line, or the one above"));
    int[] place = places.get(known.at == At.BEGUN ? 0 : places.size() - 1);
    boolean cutVariable =
        known.sign.startsWith("expected ','") && Variables.isIn(line(text, place[0]));
    return Optional.of(
        cutVariable
            ? new SyntaxError(
                place[0],
                place[1],
                "inside { } and [ ] the braces of a variable end the value",
                "put it into quotes: \"${var:name}\"")
            : new SyntaxError(place[0], place[1], known.message, known.remedy));
  }

  private static String line(String text, int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }

  private static List<int[]> places(JsonProcessingException e, String words) {
    List<int[]> places = new ArrayList<>();
    var written = PLACE.matcher(words);
    while (written.find()) {
      places.add(
          new int[] {Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2))});
    }
    if (places.isEmpty() && e.getLocation() != null) {
      places.add(new int[] {e.getLocation().getLineNr(), e.getLocation().getColumnNr()});
    }
    return places;
  }

  /** The parser's own words. */
  static String unknown(JsonProcessingException e) {
    return "this is no YAML: "
        + Texts.shortened(e.getOriginalMessage().lines().findFirst().orElse(""));
  }

  Place place(String file) {
    return new Place(file, line, column);
  }
}
