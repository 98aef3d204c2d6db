package io.millrace.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows in columns as wide as they must be; numbers stand to the right. */
final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right;

  /** Headings; one that begins with {@code >} is above numbers. */
  TextTable(String... headings) {
    this.right = List.of(headings).stream().map(heading -> heading.startsWith(">")).toList();
    rows.add(List.of(headings).stream().map(heading -> heading.replaceFirst("^>", "")).toList());
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    var widths = new ArrayList<>(Collections.nCopies(right.size(), 0));
    for (var row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      var blank = " ".repeat(widths.get(i) - row.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(right.get(i) ? blank + row.get(i) : row.get(i) + blank);
    }
    return line.toString().stripTrailing();
  }
}
