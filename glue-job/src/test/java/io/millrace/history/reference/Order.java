package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rule 1: DMS timestamp, load before CDC, position columns, file name, row in file.
 *
 * <p>Position columns compare as text, one after the other; none comes before any.
 */
final class Order {

  private static final Comparator<List<String>> SEQUENCE =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int difference = a.get(i).compareTo(b.get(i));
          if (difference != 0) {
            return difference;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  private Order() {}

  static Comparator<Change> of(Source source) {
    return Comparator.comparingLong((Change change) -> change.at())
        .thenComparing(change -> change.load() ? 0 : 1)
        .thenComparing(
            (a, b) -> source.sequence() ? SEQUENCE.compare(a.position(), b.position()) : 0)
        .thenComparing(Change::file)
        .thenComparingLong(Change::row);
  }

  static List<Change> sorted(List<Change> changes, Source source) {
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(of(source));
    return sorted;
  }
}
