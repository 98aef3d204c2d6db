package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Means;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of several kinds, named by a key that stands among the keys of a record: {@code - trim:
 * [email]}.
 */
final class UnionForm<T> implements Form<T> {

  private final Class<T> type;
  private final Map<String, Field> members = new LinkedHashMap<>();

  UnionForm(Class<T> type, Function<RecordComponent, Form<?>> formOf) {
    this.type = type;
    for (Class<?> subclass : type.getPermittedSubclasses()) {
      Field member = member(new RecordForm<>(subclass.asSubclass(type), formOf));
      members.put(member.key(), member);
    }
  }

  private static Field member(RecordForm<?> form) {
    Optional<Means> own = form.means();
    String tag =
        own.map(Means::key)
            .filter(key -> !key.isEmpty())
            .orElseGet(() -> Texts.snakeCase(form.type().getSimpleName()));
    if (form.fields().size() == 1) {
      var bare = new BareForm<>(form);
      return new Field(tag, own.orElse(bare.only().means()), bare, false, Optional.empty());
    }
    Means means = own.orElseThrow(() -> new AssertionError(form.type() + " says not what it is"));
    return new Field(tag, means, form, false, Optional.empty());
  }

  /** The keys that name a member. */
  Collection<String> tags() {
    return members.keySet();
  }

  /** Its members, each as the key that names it. */
  Collection<Field> members() {
    return members.values();
  }

  /** The member that the map names; its unknown keys have been reported already. */
  Optional<T> read(Node.Mapping mapping, List<Node.Entry> unknown, Reading reading) {
    List<Node.Entry> named =
        mapping.entries().stream().filter(entry -> members.containsKey(entry.key())).toList();
    if (named.isEmpty()) {
      return unknown.isEmpty() ? unnamed(mapping, reading) : Optional.empty();
    }
    Node.Entry first = named.get(0);
    for (Node.Entry further : named.subList(1, named.size())) {
      reading.problem(
          further.place(),
          "'" + further.key() + "' stands beside '" + first.key() + "'",
          "put it into an item of its own: - " + further.key() + ": …");
    }
    return members.get(first.key()).read(first, reading).map(type::cast);
  }

  private Optional<T> unnamed(Node node, Reading reading) {
    return reading.refuse(
        node.place(),
        Texts.withArticle(Texts.words(type.getSimpleName())) + " is not named here",
        "write one of: " + String.join(", ", tags()));
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    return node instanceof Node.Mapping mapping
        ? read(mapping, List.of(), reading)
        : reading.mismatch(node, this);
  }

  /** Puts the members' names among the properties of the map that they stand in. */
  void describe(ObjectNode map, ObjectNode properties, Definitions definitions) {
    var oneOf = map.putArray("oneOf");
    members.forEach(
        (tag, member) -> {
          properties.set(tag, member.schema(definitions));
          oneOf.addObject().putArray("required").add(tag);
        });
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode map = Definitions.object();
    describe(map, map.putObject("properties"), definitions);
    return map;
  }

  @Override
  public String reference(Sections sections) {
    return Texts.words(type.getSimpleName());
  }

  @Override
  public String says() {
    return "a map with " + Texts.some(tags());
  }
}
