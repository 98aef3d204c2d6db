package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.PipelineTest.Cell;
import java.util.Optional;

/** Any single value, null too. */
record CellForm() implements Form<Cell> {

  @Override
  public Optional<Cell> read(Node node, Reading reading) {
    if (node instanceof Node.Refused) {
      return Optional.empty();
    }
    if (!(node instanceof Node.Scalar scalar)) {
      return reading.refuse(
          node.place(),
          "expected a single value, found " + node.kind(),
          "write a nested value as JSON in quotes: '{\"a\": 1}'");
    }
    return Optional.of(new Cell(scalar.isNull() ? Optional.empty() : Optional.of(scalar.text())));
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode any = Definitions.object();
    any.putArray("type").add("string").add("number").add("boolean").add("null");
    return any;
  }

  @Override
  public String reference(Sections sections) {
    return "value";
  }

  @Override
  public String says() {
    return "a value";
  }
}
