package io.millrace.plan;

import io.millrace.pipeline.Place;
import io.millrace.pipeline.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what is wrong; what stands where reading already found a mistake is its echo. */
final class Findings {

  private final Set<Place> known = new HashSet<>();
  private final Set<String> flawedFiles = new HashSet<>();
  private final TreeSet<Problem> found = new TreeSet<>();

  /**
   * @param known what reading the files has found
   */
  Findings(Collection<Problem> known) {
    known.forEach(
        problem -> {
          this.known.add(problem.place());
          flawedFiles.add(problem.place().file());
        });
  }

  void add(Place place, String message, String remedy) {
    if (!known.contains(place)) {
      found.add(new Problem(place, message, remedy));
    }
  }

  /** Whether reading found mistakes in this file, so that it may hold more than was read of it. */
  boolean isFlawed(String file) {
    return flawedFiles.contains(file);
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
