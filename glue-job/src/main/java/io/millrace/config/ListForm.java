package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.PipelineTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values one after another; a single one may stand without its brackets. */
record ListForm<T>(Form<T> item) implements Form<List<T>> {

  @Override
  public Optional<List<T>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Sequence sequence)) {
      return takesSingle() && node instanceof Node.Scalar scalar && !scalar.isNull()
          ? item.read(node, reading).map(List::of)
          : reading.mismatch(node, this);
    }
    List<T> items = new ArrayList<>();
    for (Node element : sequence.items()) {
      item.read(element, reading).ifPresent(value -> add(value, element, items, reading));
    }
    return Optional.of(List.copyOf(items));
  }

  private void add(T value, Node element, List<T> items, Reading reading) {
    boolean isName = value instanceof Identifier || value instanceof PipelineTest.Shown;
    if (isName && items.contains(value)) {
      reading.problem(element.place(), "'" + value + "' is named twice", "name it once");
      return;
    }
    items.add(value);
  }

  private boolean takesSingle() {
    return item instanceof ScalarForm<?>;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode list = Definitions.object().put("type", "array");
    list.set("items", item.schema(definitions));
    return takesSingle() ? Definitions.either(list, item.schema(definitions)) : list;
  }

  @Override
  public String reference(Sections sections) {
    String one = item.reference(sections);
    return "list of " + (item instanceof ScalarForm<?> ? one + "s" : one);
  }

  @Override
  public String says() {
    return "a list of " + Texts.plural(item.says());
  }
}
