package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Their columns and mine: {@code x}, {@code [x, y]} or {@code {theirs: mine}}.
 *
 * @param same what a column alone stands for on my side
 * @param made what becomes of the whole map
 */
record PairsForm<M, T>(
    Form<List<Identifier>> names,
    Form<Map<Identifier, M>> map,
    Function<Identifier, M> same,
    Function<Map<Identifier, M>, T> made)
    implements Form<T> {

  @Override
  public Optional<T> read(Node node, Reading reading) {
    Optional<Map<Identifier, M>> pairs =
        node instanceof Node.Mapping
            ? map.read(node, reading)
            : names.read(node, reading).map(this::alike);
    return pairs.flatMap(
        found ->
            found.isEmpty()
                ? reading.refuse(node.place(), "no column is named", "write " + reading.sample())
                : Optional.of(made.apply(found)));
  }

  private Map<Identifier, M> alike(List<Identifier> columns) {
    Map<Identifier, M> pairs = new LinkedHashMap<>();
    columns.forEach(column -> pairs.put(column, same.apply(column)));
    return pairs;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return Definitions.either(names.schema(definitions), map.schema(definitions));
  }

  @Override
  public String reference(Sections sections) {
    return "name, " + names.reference(sections) + ", or " + map.reference(sections);
  }

  @Override
  public String says() {
    return "a column, a list of columns, or {theirs: mine}";
  }
}
