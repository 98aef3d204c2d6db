package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A single value that a function makes of its text.
 *
 * @param says what is to be written, e.g. {@code a duration}
 * @param example a value as one would write it
 * @param json the JSON types that editors may take it for, e.g. string and number
 * @param parse throws IllegalArgumentException with what is wrong
 */
record ScalarForm<T>(String says, String example, List<String> json, Function<String, T> parse)
    implements Form<T> {

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
      return reading.refuse(
          node.place(), "expected " + says + ", found " + node.kind(), "write e.g. " + example);
    }
    return reading.text(scalar).flatMap(text -> parsed(text, scalar, reading));
  }

  private Optional<T> parsed(String text, Node.Scalar scalar, Reading reading) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      return reading.refuse(scalar.place(), Texts.sentence(e, text, says), "write e.g. " + example);
    }
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (json.size() == 1) {
      return schema.put("type", json.get(0));
    }
    var array = schema.putArray("type");
    json.forEach(array::add);
    return schema;
  }
}
