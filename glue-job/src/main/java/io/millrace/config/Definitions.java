package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named parts of a JSON Schema, each described once. */
final class Definitions {

  private final Map<String, ObjectNode> byName = new TreeMap<>();

  /** A reference to the definition of this name, which is made when it is not there. */
  ObjectNode reference(String name, Supplier<ObjectNode> definition) {
    if (!byName.containsKey(name)) {
      byName.put(name, JsonNodeFactory.instance.objectNode());
      byName.put(name, definition.get());
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
  }

  /** All of them, by name. */
  ObjectNode all() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    byName.forEach(all::set);
    return all;
  }
}
