package io.millrace.config;

import io.millrace.pipeline.FileVersion;
import io.millrace.pipeline.Place;
import java.util.Optional;

/**
 * What a form needs while it reads: where problems go, what variables stand for.
 *
 * @param version of the file that it reads, where anything in it asks for that
 * @param chosen false inside the environments that this run does not use: their variables need no
 *     value, so what holds one is passed over
 * @param field the key whose value it reads; empty at the top of a file
 */
record Reading(
    Problems problems,
    Variables variables,
    FileVersion version,
    boolean chosen,
    Optional<Field> field) {

  static Reading of(Problems problems, Variables variables) {
    return new Reading(problems, variables, FileVersion.NONE, true, Optional.empty());
  }

  void problem(Place place, String message, String remedy) {
    problems.add(place, message, remedy);
  }

  /** Reports and gives nothing, for a form that cannot go on. */
  <T> Optional<T> refuse(Place place, String message, String remedy) {
    problem(place, message, remedy);
    return Optional.empty();
  }

  /**
   * Reports a value of another shape than expected; one that was refused already is passed over.
   */
  <T> Optional<T> mismatch(Node node, Form<T> form) {
    return node instanceof Node.Refused
        ? Optional.empty()
        : refuse(
            node.place(),
            "expected " + form.says() + ", found " + node.kind(),
            "write " + sample());
  }

  /** The scalar's text with its variables replaced. */
  Optional<String> text(Node.Scalar scalar) {
    if (Secrets.standIn(scalar.text())) {
      return refuse(scalar.place(), "no secret may stand in YAML", Secrets.REMEDY);
    }
    var substituted = variables.substitute(scalar.text());
    if (substituted.mistake().isEmpty()) {
      return Optional.of(substituted.text());
    }
    var mistake = substituted.mistake().get();
    if (chosen || !mistake.isForWantOfValue()) {
      problem(scalar.place(), mistake.message(), mistake.remedy());
    }
    return Optional.empty();
  }

  Reading notChosen() {
    return new Reading(problems, variables, version, false, field);
  }

  Reading withRaw(String raw) {
    return new Reading(problems, variables.withRaw(raw), version, chosen, field);
  }

  Reading of(FileVersion read) {
    return new Reading(problems, variables, read, chosen, field);
  }

  Reading of(Field read) {
    return new Reading(problems, variables, version, chosen, Optional.of(read));
  }

  /** What one could write where it reads, e.g. {@code e.g. key: [customer_id]}. */
  String sample() {
    return field.map(Field::sample).orElse("");
  }
}
