package io.millrace.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text below each other, each column as wide as its widest value. */
final class TextTable {

  private static final String NULL = "null";
  private static final int WIDEST = 60;

  private final List<List<String>> lines;

  /** The first line names the columns. */
  TextTable(List<List<String>> lines) {
    this.lines = lines.stream().map(line -> line.stream().map(TextTable::shown).toList()).toList();
  }

  /** One line of text would be torn apart by those that a value has. */
  private static String shown(String value) {
    var text = value == null ? NULL : value.replace("\n", "⏎").replace("\r", "␍");
    return text.codePointCount(0, text.length()) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  String text() {
    var widths =
        IntStream.range(0, lines.get(0).size())
            .map(i -> lines.stream().mapToInt(line -> width(line.get(i))).max().orElse(0))
            .toArray();
    var rule = IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-"));
    var text = new StringBuilder(line(lines.get(0), widths)).append(rule).append('\n');
    lines.stream().skip(1).forEach(line -> text.append(line(line, widths)));
    int rows = lines.size() - 1;
    return text.append("(%d %s)%n".formatted(rows, rows == 1 ? "row" : "rows")).toString();
  }

  private static String line(List<String> values, int[] widths) {
    return IntStream.range(0, widths.length)
            .mapToObj(i -> values.get(i) + " ".repeat(widths[i] - width(values.get(i))))
            .collect(Collectors.joining(" | "))
            .stripTrailing()
        + "\n";
  }

  private static int width(String value) {
    return value.codePointCount(0, value.length());
  }
}
