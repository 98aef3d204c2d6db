package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A record of a single key, written without that key: {@code trim: [email]}. */
record BareForm<T>(RecordForm<T> whole) implements Form<T> {

  Field only() {
    return whole.fields().get(0);
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    return only()
        .form()
        .read(node, reading)
        .flatMap(value -> whole.of(List.of(value), node, reading));
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return only().form().schema(definitions);
  }

  @Override
  public String reference(Sections sections) {
    return only().form().reference(sections);
  }

  @Override
  public String says() {
    return only().form().says();
  }
}
