package io.millrace.pipeline;

import java.util.Comparator;

/** A mistake in the configuration: where it is, what is wrong, and what to write instead. */
public record Problem(Place place, String message, String remedy) implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparing(Problem::message)
          .thenComparing(Problem::remedy);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + ": " + message + (remedy.isEmpty() ? "" : "\n    " + remedy);
  }
}
