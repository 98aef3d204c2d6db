package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Identifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environments by name; those that this run does not use are read too, but their variables need
 * no value.
 */
record EnvironmentsForm(String chosen, Form<Identifier> name, RecordForm<Environment> environment)
    implements Form<Map<Identifier, Environment>> {

  @Override
  public Optional<Map<Identifier, Environment>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      return reading.refuse(
          node.place(),
          "expected " + says() + ", found " + node.kind(),
          "write e.g. local: {raw: data/raw, lake: target/lake}");
    }
    Map<Identifier, Environment> environments = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      var key = new Node.Scalar(entry.key(), Node.Scalar.Sort.TEXT, entry.place());
      Optional<Identifier> identifier = name.read(key, reading);
      Optional<Environment> read = environment(entry, reading);
      if (identifier.isPresent() && read.isPresent()) {
        environments.put(identifier.get(), read.get());
      }
    }
    return Optional.of(environments);
  }

  private Optional<Environment> environment(Node.Entry entry, Reading reading) {
    if (!entry.key().equals(chosen)) {
      return environment.read(entry.value(), reading.notChosen());
    }
    return environment.read(
        entry.value(), raw(entry.value(), reading).map(reading::withRaw).orElse(reading));
  }

  /** What {@code ${raw}} stands for in the rest of the environment. */
  static Optional<String> raw(Node environment, Reading reading) {
    if (environment instanceof Node.Mapping keys
        && keys.entry("raw").map(Node.Entry::value).orElse(null) instanceof Node.Scalar raw) {
      var substituted = reading.variables().substitute(raw.text());
      return substituted.mistake().isPresent() ? Optional.empty() : Optional.of(substituted.text());
    }
    return Optional.empty();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode map = JsonNodeFactory.instance.objectNode().put("type", "object");
    map.set("additionalProperties", environment.schema(definitions));
    return map;
  }

  @Override
  public String says() {
    return "a map from name to environment";
  }
}
