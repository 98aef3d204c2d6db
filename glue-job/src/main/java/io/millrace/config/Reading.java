package io.millrace.config;

import io.millrace.pipeline.Place;
import java.util.Optional;

/**
 * What a form needs while it reads: where problems go, what variables stand for.
 *
 * @param chosen false inside the environments that this run does not use: their variables need no
 *     value, so what holds one is passed over
 */
record Reading(Problems problems, Variables variables, boolean chosen) {

  void problem(Place place, String message, String remedy) {
    problems.add(place, message, remedy);
  }

  /** Reports and gives nothing, for a form that cannot go on. */
  <T> Optional<T> refuse(Place place, String message, String remedy) {
    problem(place, message, remedy);
    return Optional.empty();
  }

  /** The scalar's text with its variables replaced. */
  Optional<String> text(Node.Scalar scalar) {
    var substituted = variables.substitute(scalar.text());
    if (substituted.mistake().isEmpty()) {
      return Optional.of(substituted.text());
    }
    if (chosen) {
      var mistake = substituted.mistake().get();
      problem(scalar.place(), mistake.message(), mistake.remedy());
    }
    return Optional.empty();
  }

  Reading notChosen() {
    return new Reading(problems, variables, false);
  }

  Reading withRaw(String raw) {
    return new Reading(problems, variables.withRaw(raw), chosen);
  }
}
