package io.millrace.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What differs between expected and found rows, in whatever order they come: rows that are the same
 * are told first, then those that are most alike, and what is left is missing or unexpected.
 */
record Comparison(List<String> columns, List<Line> lines) {

  /** A row of the comparison: expected, found, or both, which then differ unless they are equal. */
  record Line(List<Object> expected, List<Object> found) {

    boolean isSame() {
      return Objects.equals(expected, found);
    }

    boolean isMissing() {
      return found == null;
    }

    boolean isUnexpected() {
      return expected == null;
    }
  }

  private record Pair(int expected, int found, int alike) {}

  static Comparison of(
      List<String> columns, List<List<Object>> expected, List<List<Object>> found) {
    var partner = new Integer[expected.size()];
    var taken = new boolean[found.size()];
    for (var pair : pairs(expected, found)) {
      if (partner[pair.expected()] == null && !taken[pair.found()]) {
        partner[pair.expected()] = pair.found();
        taken[pair.found()] = true;
      }
    }
    var lines = new ArrayList<Line>();
    for (int i = 0; i < expected.size(); i++) {
      lines.add(new Line(expected.get(i), partner[i] == null ? null : found.get(partner[i])));
    }
    for (int i = 0; i < found.size(); i++) {
      if (!taken[i]) {
        lines.add(new Line(null, found.get(i)));
      }
    }
    return new Comparison(List.copyOf(columns), List.copyOf(lines));
  }

  boolean isSame() {
    return lines.stream().allMatch(Line::isSame);
  }

  /** Every two rows that could be one, the most alike first; less than half alike is no pair. */
  private static List<Pair> pairs(List<List<Object>> expected, List<List<Object>> found) {
    var pairs = new ArrayList<Pair>();
    for (int e = 0; e < expected.size(); e++) {
      for (int f = 0; f < found.size(); f++) {
        int alike = alike(expected.get(e), found.get(f));
        if (2 * alike >= expected.get(e).size()) {
          pairs.add(new Pair(e, f, alike));
        }
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::alike).reversed());
    return pairs;
  }

  private static int alike(List<Object> expected, List<Object> found) {
    int alike = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (Objects.equals(expected.get(i), found.get(i))) {
        alike++;
      }
    }
    return alike;
  }
}
