package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Identifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environments by name; those that this run does not use are read too, but their variables need
 * no value.
 *
 * @param chosen the name of the one that is used, in lower case
 */
record EnvironmentsForm(String chosen, Form<Identifier> name, RecordForm<Environment> environment)
    implements Form<Map<Identifier, Environment>> {

  @Override
  public Optional<Map<Identifier, Environment>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      return reading.mismatch(node, this);
    }
    Map<Identifier, Environment> environments = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (Node.Entry entry : mapping.entries()) {
      var key = new Node.Scalar(entry.key(), Node.Scalar.Sort.TEXT, entry.place());
      Optional<Identifier> identifier = name.read(key, reading);
      Optional<Environment> read = environment(entry, reading);
      if (!names.add(entry.key().toLowerCase(Locale.ROOT))) {
        reading.problem(entry.place(), Texts.secondTime(entry.key()), "keep one of them");
      } else if (identifier.isPresent() && read.isPresent()) {
        environments.put(identifier.get(), read.get());
      }
    }
    if (!names.contains(chosen)) {
      reading.problem(
          mapping.place(),
          "there is no environment '" + Texts.shortened(chosen) + "'",
          "say --env with one of: " + String.join(", ", names));
    }
    return Optional.of(environments);
  }

  private Optional<Environment> environment(Node.Entry entry, Reading reading) {
    boolean isChosen = entry.key().toLowerCase(Locale.ROOT).equals(chosen);
    Reading inside = isChosen ? reading : reading.notChosen();
    return environment.read(entry.value(), inside.withRaw(raw(entry.value(), reading)));
  }

  /** What {@code ${raw}} stands for in an environment; where it has no folder, that is reported. */
  private static String raw(Node environment, Reading reading) {
    if (!(environment instanceof Node.Mapping keys)
        || !(keys.entry("raw").map(Node.Entry::value).orElse(null) instanceof Node.Scalar raw)) {
      return "raw";
    }
    if (raw.text().contains("${raw}")) {
      reading.problem(
          raw.place(),
          "${raw} stands for the folder that 'raw' itself names",
          "write the folder out");
    }
    return reading.variables().substitute(raw.text()).text();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode map = Definitions.object().put("type", "object");
    map.set("propertyNames", name.schema(definitions));
    map.set("additionalProperties", environment.schema(definitions));
    return map;
  }

  @Override
  public String reference(Sections sections) {
    return "map: name → " + environment.reference(sections);
  }

  @Override
  public String says() {
    return "a map from name to environment";
  }
}
