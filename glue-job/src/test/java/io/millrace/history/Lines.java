package io.millrace.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/** Written rows, compared whatever their order. */
final class Lines {

  private Lines() {}

  static void assertSame(String name, List<String> computed, List<String> expected) {
    Collections.sort(computed);
    Collections.sort(expected);
    var missing = minus(expected, computed);
    var surplus = minus(computed, expected);
    assertThat(missing.size() + surplus.size())
        .as(
            "%s: %d missing %s%n%d too many %s",
            name,
            missing.size(),
            missing.stream().limit(3).toList(),
            surplus.size(),
            surplus.stream().limit(3).toList())
        .isZero();
  }

  private static List<String> minus(List<String> lines, List<String> others) {
    var counts = new HashMap<String, Integer>();
    others.forEach(line -> counts.merge(line, 1, Integer::sum));
    return lines.stream().filter(line -> counts.merge(line, -1, Integer::sum) < 0).toList();
  }
}
