package io.millrace.config;

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
    if (!(node instanceof Node.Scalar scalar) || (scalar.isNull() && !takesNull(scalar))) {
      return reading.mismatch(node, this);
    }
    return reading
        .text(scalar)
        .flatMap(
            text -> {
              T constant = words.get(text);
              return constant != null
                  ? Optional.of(constant)
                  : reading.refuse(
                      scalar.place(),
                      "'" + Texts.shortened(text) + "' is not one of " + list(),
                      Texts.closest(text, inOrder)
                          .map(Texts::didYouMean)
                          .orElse("write " + reading.sample()));
            });
  }

  /** {@code mask: null} is a word where the grammar has one. */
  @Override
  public boolean takesNull(Node.Scalar scalar) {
    return words.containsKey("null") && scalar.text().equals("null");
  }

  private String list() {
    return String.join(", ", inOrder);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode word = Definitions.object();
    var values = word.putArray("enum");
    inOrder.forEach(values::add);
    if (words.containsKey("null")) {
      values.addNull();
    }
    return Definitions.either(word, Definitions.variable());
  }

  @Override
  public String reference(Sections sections) {
    return "`" + String.join("` \\| `", inOrder) + "`";
  }

  @Override
  public String says() {
    return "one of " + list();
  }
}
