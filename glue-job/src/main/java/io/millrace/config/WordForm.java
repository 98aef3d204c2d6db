package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One of a few words: the constants of an enum. */
record WordForm<T extends Enum<T>>(Map<String, T> words, List<String> inOrder) implements Form<T> {

  static <T extends Enum<T>> WordForm<T> of(Class<T> type) {
    Map<String, T> words = new TreeMap<>();
    List<String> inOrder = new ArrayList<>();
    for (T constant : type.getEnumConstants()) {
      String word = word(constant);
      words.put(word, constant);
      inOrder.add(word);
    }
    return new WordForm<>(words, inOrder);
  }

  /** {@code SPARK_REDSHIFT → spark-redshift} where a product is named so, else snake case. */
  static String word(Enum<?> constant) {
    String word = constant.name().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "spark_redshift", "dms_parquet" -> word.replace('_', '-');
      default -> word;
    };
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    // An unquoted null is a word of its own where the grammar has one: `mask: null`.
    boolean isWord = node instanceof Node.Scalar scalar && (!scalar.isNull() || takesNull(scalar));
    if (!isWord) {
      return reading.refuse(
          node.place(), "expected " + says() + ", found " + node.kind(), "write one of: " + list());
    }
    var scalar = (Node.Scalar) node;
    return reading
        .text(scalar)
        .flatMap(
            text -> {
              T constant = words.get(text.toLowerCase(Locale.ROOT));
              return constant != null
                  ? Optional.of(constant)
                  : reading.refuse(
                      scalar.place(),
                      "'" + Texts.shortened(text) + "' is not one of: " + list(),
                      Texts.suggestion(text, inOrder));
            });
  }

  private boolean takesNull(Node.Scalar scalar) {
    return words.containsKey("null") && scalar.text().equals("null");
  }

  private String list() {
    return String.join(", ", inOrder);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    var values = schema.putArray("enum");
    inOrder.forEach(values::add);
    if (words.containsKey("null")) {
      values.addNull();
    }
    return schema;
  }

  @Override
  public String says() {
    return "a word";
  }
}
