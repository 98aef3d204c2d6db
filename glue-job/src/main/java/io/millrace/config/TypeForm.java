package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.ColumnType;
import java.util.Optional;

/** The type of a column: {@code int}, {@code decimal(12,2)}, {@code array<string>}. */
record TypeForm() implements Form<ColumnType> {

  /** In capitals, with parameters, or from a variable: what editors do not look into. */
  private static final String OTHER = "^\\s*[A-Z]+\\s*$|[(<]|" + Variables.PATTERN;

  @Override
  public Optional<ColumnType> read(Node node, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || scalar.sort() != Node.Scalar.Sort.TEXT) {
      return reading.mismatch(node, this);
    }
    return reading.text(scalar).flatMap(text -> parsed(text, scalar, reading));
  }

  private static Optional<ColumnType> parsed(String text, Node.Scalar scalar, Reading reading) {
    try {
      return Optional.of(ColumnType.parse(text));
    } catch (IllegalArgumentException e) {
      return reading.refuse(
          scalar.place(),
          Texts.shortened(e.getMessage()),
          Texts.suggestion(text, ColumnType.words()));
    }
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode word = Definitions.object();
    var words = word.putArray("enum");
    ColumnType.words().forEach(words::add);
    return Definitions.either(
        word, Definitions.object().put("type", "string").put("pattern", OTHER));
  }

  @Override
  public String reference(Sections sections) {
    return "[type](#types)";
  }

  @Override
  public String says() {
    return "a type";
  }
}
