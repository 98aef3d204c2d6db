package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The type of a column: {@code int}, {@code decimal(12,2)}, {@code array<string>}. */
record TypeForm() implements Form<ColumnType> {

  /** What databases call types that have another name in Spark. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("varchar", "string"),
          Map.entry("char", "string"),
          Map.entry("character", "string"),
          Map.entry("text", "string"),
          Map.entry("uuid", "string"),
          Map.entry("json", "string"),
          Map.entry("jsonb", "string"),
          Map.entry("bool", "boolean"),
          Map.entry("byte", "tinyint"),
          Map.entry("short", "smallint"),
          Map.entry("int2", "smallint"),
          Map.entry("int4", "int"),
          Map.entry("int8", "bigint"),
          Map.entry("real", "float"),
          Map.entry("number", "e.g. decimal(12,2)"),
          Map.entry("numeric", "e.g. decimal(12,2)"),
          Map.entry("money", "e.g. decimal(12,2)"),
          Map.entry("datetime", "timestamp"),
          Map.entry("timestamptz", "timestamp"),
          Map.entry("bytea", "binary"),
          Map.entry("blob", "binary"));

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
          scalar.place(), Texts.sentence(e, text, "a type"), remedy(text.toLowerCase(Locale.ROOT)));
    }
  }

  private static String remedy(String text) {
    String word = text.replaceFirst("\\(.*", "").strip();
    if (text.startsWith("decimal") || MEANT.containsKey(word)) {
      return "write " + MEANT.getOrDefault(word, "e.g. decimal(12,2)");
    }
    return Texts.closest(text, ColumnType.words())
        .map(Texts::didYouMean)
        .orElseGet(
            () ->
                "write one of: "
                    + String.join(", ", ColumnType.words())
                    + ", decimal(precision,scale), array<…>, map<…>, struct<…>");
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
