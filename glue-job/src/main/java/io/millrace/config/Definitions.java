package io.millrace.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named parts of a JSON Schema, each described once. */
final class Definitions {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Map<String, ObjectNode> byName = new TreeMap<>();

  /** A reference to the definition of this name, which is made when it is not there. */
  ObjectNode reference(String name, Supplier<ObjectNode> definition) {
    if (!byName.containsKey(name)) {
      byName.put(name, object());
      byName.put(name, definition.get());
    }
    return object().put("$ref", "#/$defs/" + name);
  }

  /** All of them, by name. */
  ObjectNode all() {
    ObjectNode all = object();
    byName.forEach(all::set);
    return all;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The schema of what is one thing or another. */
  static ObjectNode either(ObjectNode one, ObjectNode other) {
    ObjectNode either = object();
    either.putArray("anyOf").add(one).add(other);
    return either;
  }

  /** The schema of a text that holds a variable, whose value only a run knows. */
  static ObjectNode variable() {
    return object().put("type", "string").put("pattern", Variables.PATTERN);
  }

  /** A value that is written in YAML, for defaults and examples. */
  static JsonNode json(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new AssertionError(yaml, e);
    }
  }
}
