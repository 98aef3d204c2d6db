package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Means;
import io.millrace.pipeline.Ordered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of a record: its name, how its value is written, and what holds when it is left out.
 *
 * @param absent the value when the key is left out; empty when the key is required
 */
record Field(String key, Means means, Form<?> form, boolean optional, Optional<Object> absent) {

  static Field of(String key, Means means, Form<?> form, Class<?> type) {
    boolean optional = type == Optional.class;
    return new Field(key, means, form, optional, absent(means, form, type));
  }

  private static Optional<Object> absent(Means means, Form<?> form, Class<?> type) {
    if (!means.byDefault().isEmpty()) {
      return Optional.of(valueOf(form, means.byDefault()));
    }
    if (means.required()) {
      return Optional.empty();
    }
    if (type == Optional.class) {
      return Optional.of(Optional.empty());
    }
    if (type == List.class) {
      return Optional.of(List.of());
    }
    return type == Map.class ? Optional.of(Ordered.copyOf(Map.of())) : Optional.empty();
  }

  /** The default is written and read as YAML is, so what is documented is what holds. */
  private static Object valueOf(Form<?> form, String written) {
    Problems problems = new Problems();
    Node node =
        switch (written) {
          case "{}" -> new Node.Mapping(List.of(), Node.NOWHERE);
          case "[]" -> new Node.Sequence(List.of(), Node.NOWHERE);
          default -> new Node.Scalar(written, Node.Scalar.Sort.TEXT, Node.NOWHERE);
        };
    return form.read(node, Reading.of(problems, Variables.NONE))
        .<Object>map(Function.identity())
        .orElseThrow(() -> new AssertionError("default " + written + ": " + problems.all()));
  }

  boolean isRequired() {
    return absent.isEmpty();
  }

  /** What its record component gets: the value itself, or an Optional of it. */
  Object component(Object value) {
    return optional ? Optional.of(value) : value;
  }

  /** The value of its entry; empty when it cannot be read, which has been reported then. */
  Optional<Object> read(Node.Entry entry, Reading reading) {
    Node value = entry.value();
    if (value instanceof Node.Scalar scalar && scalar.isNull() && !form.takesNull(scalar)) {
      return reading.refuse(
          entry.place(),
          "'" + key + "' has no value",
          "write " + sample() + (isRequired() ? "" : ", or leave the key out"));
    }
    if (isRequired() && value.isEmpty()) {
      return reading.refuse(value.place(), "'" + key + "' is empty", "write " + sample());
    }
    return form.read(value, reading.of(this)).map(Function.identity());
  }

  /** The key with a value, as one could write it. */
  String sample() {
    return "e.g. " + key + ": " + means.example();
  }

  ObjectNode schema(Definitions definitions) {
    ObjectNode schema = form.schema(definitions).put("description", means.value());
    if (!means.byDefault().isEmpty()) {
      schema.set("default", Definitions.json(means.byDefault()));
    }
    if (!means.example().isEmpty()) {
      schema.putArray("examples").add(Definitions.json(means.example()));
    }
    return schema;
  }
}
