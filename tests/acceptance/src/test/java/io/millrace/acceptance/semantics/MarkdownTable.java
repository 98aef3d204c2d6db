package io.millrace.acceptance.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of Markdown, aligned for those who read its text; remarks stand in a column of their own.
 */
final class MarkdownTable {

  private static final String RULE = "---";

  private final List<String> header = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Optional<String>> remarks = new ArrayList<>();

  void header(String name) {
    header.add(name);
  }

  void row(List<String> cells, Optional<String> remark) {
    rows.add(cells.stream().map(MarkdownTable::escaped).toList());
    remarks.add(remark.map(MarkdownTable::escaped));
  }

  String text() {
    var all = new ArrayList<List<String>>();
    all.add(header);
    all.addAll(rows);
    if (remarks.stream().anyMatch(Optional::isPresent)) {
      all.set(0, with(header, ""));
      for (int i = 0; i < rows.size(); i++) {
        all.set(i + 1, with(rows.get(i), remarks.get(i).map(text -> "*" + text + "*").orElse("")));
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      text.append(line(all.get(i), all));
      if (i == 0) {
        text.append(line(all.get(0).stream().map(name -> RULE).toList(), all));
      }
    }
    return text.toString();
  }

  private static List<String> with(List<String> cells, String last) {
    var more = new ArrayList<>(cells);
    more.add(last);
    return more;
  }

  private static String line(List<String> cells, List<List<String>> all) {
    var line = new StringBuilder("|");
    for (int i = 0; i < cells.size(); i++) {
      int column = i;
      int width = all.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
      width = Math.max(width, RULE.length());
      var cell = cells.get(i);
      line.append(' ').append(cell).append(" ".repeat(width - length(cell))).append(" |");
    }
    return line.append('\n').toString();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\").replace("|", "\\|");
  }
}
