package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Column;
import io.millrace.pipeline.ColumnType;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code tier: int}, or {@code email: {type: string, mask: sha256}}. */
record ColumnForm(Form<ColumnType> type, RecordForm<Column> whole) implements Form<Column> {

  private static final Pattern CUT_DECIMAL = Pattern.compile("\\d+\\)");

  @Override
  public Optional<Column> read(Node node, Reading reading) {
    Optional<Column> column =
        node instanceof Node.Mapping mapping ? written(mapping, reading) : typed(node, reading);
    // A column whose type is misspelt is there all the same: what names it is not wrong, too.
    return column.or(
        () -> Optional.of(new Column(ColumnType.UNKNOWN, Optional.empty(), Optional.empty())));
  }

  private Optional<Column> typed(Node node, Reading reading) {
    return type.read(node, reading)
        .map(type -> new Column(type, Optional.empty(), Optional.empty()));
  }

  private Optional<Column> written(Node.Mapping mapping, Reading reading) {
    // In flow style YAML ends a plain value at the comma: {type: decimal(12,2)} is two keys.
    Optional<Node.Entry> cut =
        mapping.entries().stream()
            .filter(entry -> CUT_DECIMAL.matcher(entry.key()).matches())
            .findFirst();
    if (cut.isPresent()) {
      return reading.refuse(
          mapping.place(),
          "inside { } the comma of a decimal ends the value",
          "put the type into quotes: {type: \"decimal(12," + cut.get().key() + "\"}");
    }
    return whole.read(mapping, reading);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return Definitions.either(type.schema(definitions), whole.schema(definitions));
  }

  @Override
  public String reference(Sections sections) {
    return type.reference(sections) + ", or " + whole.reference(sections);
  }

  @Override
  public String says() {
    return "a type, or a map with type, mask, format";
  }
}
