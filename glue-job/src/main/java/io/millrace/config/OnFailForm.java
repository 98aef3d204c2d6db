package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.OnFail;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code on_fail: warn}, or {@code on_fail: {set: {tier: 1}}}. */
record OnFailForm(Form<Map<Identifier, Expression>> set) implements Form<OnFail> {

  private static final List<String> WORDS = List.of("quarantine", "warn", "drop", "fail");

  @Override
  public Optional<OnFail> read(Node node, Reading reading) {
    if (node instanceof Node.Mapping mapping) {
      return correction(mapping, reading);
    }
    String word =
        node instanceof Node.Scalar scalar ? reading.text(scalar).orElse("") : node.kind();
    if (WORDS.contains(word)) {
      return Optional.of(OnFail.of(OnFail.Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT))));
    }
    return reading.refuse(
        node.place(),
        "'" + Texts.shortened(word) + "' is not one of: quarantine, warn, drop, fail, {set: …}",
        word.equals("set")
            ? "say what to set: on_fail: {set: {column: expression}}"
            : Texts.suggestion(word, WORDS));
  }

  private Optional<OnFail> correction(Node.Mapping mapping, Reading reading) {
    Optional<Node.Entry> entry = mapping.entry("set");
    if (entry.isEmpty() || mapping.entries().size() > 1) {
      return reading.refuse(
          mapping.place(),
          "a correction has the one key 'set'",
          "write on_fail: {set: {column: expression}}");
    }
    return set.read(entry.get().value(), reading)
        .flatMap(
            columns ->
                columns.isEmpty()
                    ? reading.refuse(
                        mapping.place(), "the correction sets nothing", "write {set: {tier: 1}}")
                    : Optional.of(OnFail.set(columns)));
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    var anyOf = either.putArray("anyOf");
    var words = anyOf.addObject().putArray("enum");
    WORDS.forEach(words::add);
    ObjectNode correction = anyOf.addObject().put("type", "object");
    correction.putObject("properties").set("set", set.schema(definitions));
    correction.putArray("required").add("set");
    correction.put("additionalProperties", false);
    return either;
  }

  @Override
  public String says() {
    return "quarantine, warn, drop, fail or {set: …}";
  }
}
