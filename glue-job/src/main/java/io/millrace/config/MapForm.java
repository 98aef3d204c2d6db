package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Ordered;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names of the author's own choosing, each with a value. */
record MapForm<K, V>(Form<K> key, Form<V> value) implements Form<Map<K, V>> {

  @Override
  public Optional<Map<K, V>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      return reading.refuse(
          node.place(), "expected " + says() + ", found " + node.kind(), "write {name: value}");
    }
    Map<K, V> values = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      var name = new Node.Scalar(entry.key(), Node.Scalar.Sort.TEXT, entry.place());
      Optional<K> k = key.read(name, reading);
      Optional<V> v = value.read(entry.value(), reading);
      if (k.isPresent() && values.containsKey(k.get())) {
        reading.problem(
            entry.place(),
            "'" + k.get() + "' stands here a second time; upper and lower case are one",
            "keep one of them");
      } else if (k.isPresent() && v.isPresent()) {
        values.put(k.get(), v.get());
      }
    }
    return Optional.of(Ordered.copyOf(values));
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode map = JsonNodeFactory.instance.objectNode().put("type", "object");
    map.set("additionalProperties", value.schema(definitions));
    return map;
  }

  @Override
  public String says() {
    return "a map from " + key.says() + " to " + value.says();
  }
}
