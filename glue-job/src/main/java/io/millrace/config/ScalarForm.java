package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.config.Node.Scalar.Sort;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A single value that a function makes of its text.
 *
 * @param says what is to be written, e.g. {@code a duration}
 * @param sorts what YAML may take it for, besides a text
 * @param pattern what its text looks like, for editors; empty for anything
 * @param parse throws IllegalArgumentException with what is wrong
 */
record ScalarForm<T>(String says, Set<Sort> sorts, String pattern, Function<String, T> parse)
    implements Form<T> {

  static final Set<Sort> TEXT = EnumSet.of(Sort.TEXT);
  static final Set<Sort> TEXT_OR_NUMBER = EnumSet.of(Sort.TEXT, Sort.NUMBER);
  static final Set<Sort> TEXT_OR_TRUTH = EnumSet.of(Sort.TEXT, Sort.BOOLEAN);
  static final Set<Sort> ANY = EnumSet.of(Sort.TEXT, Sort.NUMBER, Sort.BOOLEAN);

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || !sorts.contains(scalar.sort())) {
      return reading.mismatch(node, this);
    }
    return reading.text(scalar).flatMap(text -> parsed(text, scalar, reading));
  }

  private Optional<T> parsed(String text, Node.Scalar scalar, Reading reading) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      return reading.refuse(
          scalar.place(), Texts.sentence(e, text, says), "write " + reading.sample());
    }
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode schema = Definitions.object();
    if (sorts.size() == 1) {
      schema.put("type", "string");
    } else {
      var types = schema.putArray("type");
      sorts.forEach(sort -> types.add(jsonType(sort)));
    }
    if (!pattern.isEmpty()) {
      schema.put("pattern", "^(" + pattern + ")$|" + Variables.PATTERN);
    }
    return schema;
  }

  private static String jsonType(Sort sort) {
    return sort == Sort.TEXT ? "string" : sort.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String reference(Sections sections) {
    return Texts.withoutArticle(says);
  }
}
