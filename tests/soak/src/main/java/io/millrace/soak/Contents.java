package io.millrace.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of several tables, as text; a row that is there twice counts twice.
 *
 * @param where what holds them, for whoever reads of a difference
 */
record Contents(String where, Map<String, SortedMap<String, Integer>> tables) {

  private static final int SHOWN = 3;
  private static final int WIDTH = 400;

  /** Rows one after the other, counted. */
  static SortedMap<String, Integer> counted(Iterable<String> rows) {
    var counted = new TreeMap<String, Integer>();
    rows.forEach(row -> counted.merge(row, 1, Integer::sum));
    return counted;
  }

  long rows() {
    return tables.values().stream()
        .flatMap(rows -> rows.values().stream())
        .mapToLong(Integer::longValue)
        .sum();
  }

  /** In what another one differs, a few rows of each table. */
  List<String> differencesOf(Contents other) {
    var findings = new ArrayList<String>();
    var names = new TreeSet<>(tables.keySet());
    names.addAll(other.tables.keySet());
    for (var name : names) {
      var wanted = tables.getOrDefault(name, new TreeMap<>());
      var found = other.tables.getOrDefault(name, new TreeMap<>());
      findings.addAll(beyond(name + " lacks", wanted, found));
      findings.addAll(beyond(name + " has besides", found, wanted));
    }
    return findings;
  }

  private List<String> beyond(String what, Map<String, Integer> more, Map<String, Integer> less) {
    var rows = new ArrayList<String>();
    more.forEach(
        (row, times) -> {
          for (int i = less.getOrDefault(row, 0); i < times; i++) {
            rows.add(row);
          }
        });
    if (rows.isEmpty()) {
      return List.of();
    }
    var said = new ArrayList<String>();
    said.add("%s: %s %d rows".formatted(where, what, rows.size()));
    rows.stream()
        .limit(SHOWN)
        .map(row -> row.length() <= WIDTH ? row : row.substring(0, WIDTH) + " …")
        .forEach(row -> said.add("    " + row));
    return said;
  }
}
