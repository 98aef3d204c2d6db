package io.millrace.config;

import io.millrace.pipeline.Place;
import io.millrace.pipeline.Problem;
import java.util.List;
import java.util.TreeSet;

/** Collects every mistake, so that all of them are reported at once. */
final class Problems {

  private final TreeSet<Problem> found = new TreeSet<>();

  void add(Place place, String message, String remedy) {
    found.add(new Problem(place, message, remedy));
  }

  /** All that were found, in the order of their places. */
  List<Problem> all() {
    return List.copyOf(found);
  }
}
