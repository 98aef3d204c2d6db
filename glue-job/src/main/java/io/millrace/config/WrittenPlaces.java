package io.millrace.config;

import io.millrace.pipeline.Place;
import io.millrace.pipeline.Places;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The places of everything that was read, by the map that it stands in. */
final class WrittenPlaces implements Places {

  private final Map<Place, Node.Mapping> records = new HashMap<>();

  /** Remembers a file's nodes. */
  void add(Node node) {
    if (node instanceof Node.Mapping mapping) {
      records.put(mapping.place(), mapping);
      mapping.entries().forEach(entry -> add(entry.value()));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(this::add);
    }
  }

  @Override
  public Place at(Place record, Object... path) {
    return walk(record, List.of(path)).value;
  }

  @Override
  public Place ofKey(Place record, Object... path) {
    return walk(record, List.of(path)).key;
  }

  private record Step(Place key, Place value) {}

  private Step walk(Place record, List<Object> path) {
    Node node = records.get(record);
    Step last = new Step(record, record);
    for (Object segment : path) {
      if (node instanceof Node.Mapping mapping && !(segment instanceof Integer)) {
        var entry = mapping.named(segment.toString().toLowerCase(Locale.ROOT));
        if (entry.isEmpty()) {
          return last;
        }
        node = entry.get().value();
        last = new Step(entry.get().place(), node.place());
      } else if (node instanceof Node.Sequence sequence) {
        int index = indexOf(segment, sequence);
        if (index < 0 || index >= sequence.items().size()) {
          return last;
        }
        node = sequence.items().get(index);
        last = new Step(node.place(), node.place());
      } else {
        return last;
      }
    }
    return last;
  }

  /** A name finds its item in a list: {@code on: [a, b]} is short for a map. */
  private static int indexOf(Object segment, Node.Sequence sequence) {
    if (segment instanceof Integer index) {
      return index;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      if (sequence.items().get(i) instanceof Node.Scalar scalar
          && scalar.text().equalsIgnoreCase(segment.toString())) {
        return i;
      }
    }
    return -1;
  }
}
