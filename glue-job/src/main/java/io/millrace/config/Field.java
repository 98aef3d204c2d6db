package io.millrace.config;

import io.millrace.pipeline.Means;
import io.millrace.pipeline.Ordered;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key of a record: its name, how its value is written, and what holds when it is left out.
 *
 * @param absent the value when the key is left out; empty when the key is required
 */
record Field(String key, Means means, Form<?> form, boolean optional, Optional<Object> absent) {

  /** What its record component gets: the value itself, or an Optional of it. */
  Object component(Object value) {
    return optional ? Optional.of(value) : value;
  }

  boolean isRequired() {
    return absent.isEmpty();
  }

  static Field of(String key, Means means, Form<?> form, Class<?> type) {
    boolean optional = type == Optional.class;
    if (!means.byDefault().isEmpty()) {
      return new Field(key, means, form, optional, Optional.of(valueOf(form, means.byDefault())));
    }
    if (means.required()) {
      return new Field(key, means, form, optional, Optional.empty());
    }
    if (optional) {
      return new Field(key, means, form, true, Optional.of(Optional.empty()));
    }
    if (type == List.class) {
      return new Field(key, means, form, false, Optional.of(List.of()));
    }
    if (type == Map.class) {
      return new Field(key, means, form, false, Optional.of(Ordered.copyOf(Map.of())));
    }
    return new Field(key, means, form, false, Optional.empty());
  }

  /** The default is written as YAML and read as YAML, so what is documented is what holds. */
  private static Object valueOf(Form<?> form, String yaml) {
    Problems problems = new Problems();
    var reading =
        new Reading(problems, new Variables(Optional.empty(), Map.of(), name -> null), true);
    return YamlFile.parse(yaml, problems)
        .<Object>flatMap(node -> form.read(node, reading))
        .orElseThrow(() -> new AssertionError("default " + yaml + ": " + problems.all()));
  }
}
