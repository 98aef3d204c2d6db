package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.OnFail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code on_fail: warn}, or {@code on_fail: {set: {tier: 1}}}. */
record OnFailForm(Form<Map<Identifier, Expression>> set) implements Form<OnFail> {

  private static final List<String> WORDS = List.of("quarantine", "warn", "drop", "fail");
  private static final String CORRECTION = "write on_fail: {set: {column: expression}}";

  @Override
  public Optional<OnFail> read(Node node, Reading reading) {
    if (node instanceof Node.Mapping mapping) {
      return correction(mapping, reading);
    }
    if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
      return reading.mismatch(node, this);
    }
    return reading.text(scalar).flatMap(word -> word(word, scalar, reading));
  }

  private Optional<OnFail> word(String word, Node.Scalar scalar, Reading reading) {
    if (WORDS.contains(word)) {
      return Optional.of(OnFail.of(OnFail.Kind.valueOf(word.toUpperCase(Locale.ROOT))));
    }
    return reading.refuse(
        scalar.place(),
        "'" + Texts.shortened(word) + "' is not one of " + says(),
        word.equals("set")
            ? CORRECTION
            : Texts.closest(word, WORDS).map(Texts::didYouMean).orElse("write on_fail: warn"));
  }

  private Optional<OnFail> correction(Node.Mapping mapping, Reading reading) {
    Optional<Node.Entry> entry = mapping.entry("set");
    if (entry.isEmpty() || mapping.entries().size() > 1) {
      return reading.refuse(
          mapping.place(), "a correction has the one key 'set', and no other", CORRECTION);
    }
    Node columns = entry.get().value();
    if (columns.isEmpty() || (columns instanceof Node.Scalar scalar && scalar.isNull())) {
      return reading.refuse(mapping.place(), "the correction sets nothing", CORRECTION);
    }
    return set.read(columns, reading)
        .filter(expressions -> !expressions.isEmpty())
        .map(OnFail::set);
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode word = Definitions.object();
    var words = word.putArray("enum");
    WORDS.forEach(words::add);
    ObjectNode correction = Definitions.object().put("type", "object");
    correction.putObject("properties").set("set", set.schema(definitions));
    correction.putArray("required").add("set");
    correction.put("additionalProperties", false);
    ObjectNode either = Definitions.either(word, correction);
    either.withArray("anyOf").add(Definitions.variable());
    return either;
  }

  @Override
  public String reference(Sections sections) {
    return "`" + String.join("` \\| `", WORDS) + "` \\| `{set: {column: expression}}`";
  }

  @Override
  public String says() {
    return String.join(", ", WORDS) + " or {set: …}";
  }
}
