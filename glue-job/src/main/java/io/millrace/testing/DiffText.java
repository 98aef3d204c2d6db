package io.millrace.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A comparison for people: aligned columns, a sign before each row, {@code ≠} in a cell. */
final class DiffText {

  private static final String SAME = " ";
  private static final String DIFFERS = "~";
  private static final String MISSING = "-";
  private static final String UNEXPECTED = "+";

  private DiffText() {}

  static List<String> of(String about, Comparison comparison) {
    var table = new ArrayList<List<String>>();
    var header = new ArrayList<String>(List.of(SAME));
    header.addAll(comparison.columns());
    table.add(header);
    comparison.lines().forEach(line -> table.add(row(line)));
    var text = new ArrayList<String>();
    text.add(about + ": " + summary(comparison));
    text.addAll(aligned(table));
    return text;
  }

  private static String summary(Comparison comparison) {
    var lines = comparison.lines();
    long missing = lines.stream().filter(Comparison.Line::isMissing).count();
    long unexpected = lines.stream().filter(Comparison.Line::isUnexpected).count();
    long differ = lines.stream().filter(line -> !line.isSame()).count() - missing - unexpected;
    var said = new ArrayList<String>();
    say(said, differ, DIFFERS + " %d differ%s (expected ≠ found)", "s");
    say(said, missing, MISSING + " %d %s missing", "is");
    say(said, unexpected, UNEXPECTED + " %d %s unexpected", "is");
    return String.join(", ", said);
  }

  private static void say(List<String> said, long count, String sentence, String singular) {
    if (count > 0) {
      var plural = singular.equals("is") ? "are" : "";
      said.add(sentence.formatted(count, count == 1 ? singular : plural));
    }
  }

  private static List<String> row(Comparison.Line line) {
    var cells = new ArrayList<String>();
    if (line.isMissing()) {
      cells.add(MISSING);
      line.expected().forEach(value -> cells.add(Values.text(value)));
    } else if (line.isUnexpected()) {
      cells.add(UNEXPECTED);
      line.found().forEach(value -> cells.add(Values.text(value)));
    } else {
      cells.add(line.isSame() ? SAME : DIFFERS);
      for (int i = 0; i < line.expected().size(); i++) {
        cells.add(cell(line.expected().get(i), line.found().get(i)));
      }
    }
    return cells;
  }

  private static String cell(Object expected, Object found) {
    return Objects.equals(expected, found)
        ? Values.text(expected)
        : Values.text(expected) + " ≠ " + Values.text(found);
  }

  private static List<String> aligned(List<List<String>> table) {
    int columns = table.get(0).size();
    var widths = new int[columns];
    for (var row : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    return table.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      var cell = row.get(i);
      line.append(cell);
      int padding = widths[i] - cell.codePointCount(0, cell.length());
      line.append(" ".repeat(padding + (i == 0 ? 1 : 2)));
    }
    return line.toString().stripTrailing();
  }
}
