package io.millrace.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * One of several kinds, named by a key: {@code - trim: [email]}.
 *
 * <p>A member with a single component is written without that component's name.
 */
final class UnionForm<T> implements Form<T> {

  private final Class<T> type;
  private final Map<String, RecordForm<? extends T>> members = new LinkedHashMap<>();

  UnionForm(Class<T> type, Function<RecordComponent, Form<?>> formOf) {
    this.type = type;
    for (Class<?> member : type.getPermittedSubclasses()) {
      Means means = member.getAnnotation(Means.class);
      String tag =
          means == null || means.key().isEmpty()
              ? Texts.snakeCase(member.getSimpleName())
              : means.key();
      members.put(tag, new RecordForm<>(member.asSubclass(type), formOf));
    }
  }

  /** The keys that name a member. */
  Collection<String> tags() {
    return members.keySet();
  }

  Map<String, RecordForm<? extends T>> members() {
    return members;
  }

  /** How the member of this tag is written: its only component, or a map of several. */
  Form<?> written(String tag) {
    RecordForm<? extends T> member = members.get(tag);
    return isBare(member) ? member.fields().get(0).form() : member;
  }

  private static boolean isBare(RecordForm<?> member) {
    return member.fields().size() == 1;
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    var mapping = (Node.Mapping) node;
    List<Node.Entry> named =
        mapping.entries().stream().filter(entry -> members.containsKey(entry.key())).toList();
    if (named.isEmpty()) {
      // A misspelt name has been reported as an unknown key already.
      boolean misspelt =
          mapping.entries().stream()
              .anyMatch(entry -> Texts.closest(entry.key(), tags()).isPresent());
      return misspelt
          ? Optional.empty()
          : reading.refuse(
              mapping.place(), says() + " is not named here", "write one of: " + list());
    }
    for (Node.Entry further : named.subList(1, named.size())) {
      reading.problem(
          further.place(),
          "'" + further.key() + "' stands beside '" + named.get(0).key() + "'",
          "put it into an item of its own: - " + further.key() + ": …");
    }
    return member(named.get(0), reading);
  }

  private Optional<T> member(Node.Entry entry, Reading reading) {
    RecordForm<? extends T> member = members.get(entry.key());
    if (!isBare(member)) {
      return member.read(entry.value(), reading).map(Function.identity());
    }
    Field only = member.fields().get(0);
    if (entry.value().isEmpty()) {
      return reading.refuse(
          entry.value().place(),
          "'" + entry.key() + "' names nothing",
          "write e.g. " + entry.key() + ": " + only.means().example());
    }
    return only.form()
        .read(entry.value(), reading)
        .flatMap(value -> member.of(List.of(value), entry.value(), reading))
        .map(Function.identity());
  }

  /** Puts the members' names among the keys of the map that they stand in. */
  void describe(ObjectNode properties, ArrayNode oneOf, Definitions definitions) {
    members.forEach(
        (tag, member) -> {
          ObjectNode property = written(tag).schema(definitions);
          property.put("description", means(tag));
          properties.set(tag, property);
          oneOf.addObject().putArray("required").add(tag);
        });
  }

  /** What the member of this tag is, in a sentence. */
  String means(String tag) {
    RecordForm<? extends T> member = members.get(tag);
    Means means = member.type().getAnnotation(Means.class);
    if (means != null) {
      return means.value();
    }
    return member.fields().get(0).means().value();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    throw new AssertionError(type + " is described within the map that it stands in");
  }

  private String list() {
    return String.join(", ", tags());
  }

  @Override
  public String says() {
    return Texts.withArticle(Texts.words(type.getSimpleName()));
  }
}
