package io.millrace.config;

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
      return reading.mismatch(node, this);
    }
    Map<K, V> values = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      var name = new Node.Scalar(entry.key(), Node.Scalar.Sort.TEXT, entry.place());
      Optional<K> k = key.read(name, reading);
      Optional<V> v = value.read(entry.value(), reading);
      if (k.isPresent() && values.containsKey(k.get())) {
        reading.problem(entry.place(), Texts.secondTime(entry.key()), "keep one of them");
      } else if (k.isPresent() && v.isPresent()) {
        values.put(k.get(), v.get());
      }
    }
    return Optional.of(Ordered.copyOf(values));
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode map = Definitions.object().put("type", "object");
    map.set("propertyNames", key.schema(definitions));
    map.set("additionalProperties", value.schema(definitions));
    return map;
  }

  @Override
  public String reference(Sections sections) {
    return "map: " + key.reference(sections) + " → " + value.reference(sections);
  }

  @Override
  public String says() {
    return "a map from " + key.says() + " to " + value.says();
  }
}
