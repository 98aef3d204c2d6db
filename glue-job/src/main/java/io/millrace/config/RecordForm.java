package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.Means;
import io.millrace.pipeline.Place;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A map of known keys: the components of a record.
 *
 * <p>A component of type {@link Place} receives the place of the map; one whose type is a union
 * ({@link UnionForm}) takes the one key of the map that names a member.
 */
final class RecordForm<T> implements Form<T> {

  private final Class<T> type;
  private final Constructor<T> constructor;
  private final List<Part> parts = new ArrayList<>();

  /** What fills a component: a field, a union inlined into the same map, or the place. */
  private record Part(Optional<Field> field, Optional<UnionForm<?>> union) {}

  RecordForm(Class<T> type, Function<RecordComponent, Form<?>> formOf) {
    this.type = type;
    for (RecordComponent component : type.getRecordComponents()) {
      parts.add(part(component, formOf));
    }
    Class<?>[] types = new Class<?>[type.getRecordComponents().length];
    for (int i = 0; i < types.length; i++) {
      types[i] = type.getRecordComponents()[i].getType();
    }
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(type + " is no record", e);
    }
  }

  private static Part part(RecordComponent component, Function<RecordComponent, Form<?>> formOf) {
    if (component.getType() == Place.class) {
      return new Part(Optional.empty(), Optional.empty());
    }
    Form<?> form = formOf.apply(component);
    if (form instanceof UnionForm<?> union) {
      return new Part(Optional.empty(), Optional.of(union));
    }
    Means means = component.getAnnotation(Means.class);
    if (means == null) {
      throw new AssertionError(component + " does not say what it means");
    }
    String key = means.key().isEmpty() ? Texts.snakeCase(component.getName()) : means.key();
    return new Part(Optional.of(Field.of(key, means, form, component.getType())), Optional.empty());
  }

  Class<T> type() {
    return type;
  }

  /** Its keys, in the order of the record. */
  List<Field> fields() {
    return parts.stream().flatMap(part -> part.field().stream()).toList();
  }

  /** The unions whose members' names are keys of the same map. */
  List<UnionForm<?>> unions() {
    return parts.stream().<UnionForm<?>>flatMap(part -> part.union().stream()).toList();
  }

  /** Every key that may stand in the map. */
  Collection<String> keys() {
    var keys = new TreeSet<String>();
    fields().forEach(field -> keys.add(field.key()));
    unions().forEach(union -> keys.addAll(union.tags()));
    return keys;
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      return reading.refuse(
          node.place(),
          "expected " + says() + ", found " + node.kind(),
          "write its keys: " + String.join(", ", keys()));
    }
    mapping.entries().stream()
        .filter(entry -> !keys().contains(entry.key()))
        .forEach(entry -> unknown(entry, reading));
    List<Object> components = new ArrayList<>();
    for (Part part : parts) {
      argument(part, mapping, reading).ifPresent(components::add);
    }
    return components.size() == parts.size() ? of(components, mapping, reading) : Optional.empty();
  }

  private static Optional<?> argument(Part part, Node.Mapping mapping, Reading reading) {
    if (part.union().isPresent()) {
      return part.union().get().read(mapping, reading);
    }
    if (part.field().isEmpty()) {
      return Optional.of(mapping.place());
    }
    Field field = part.field().get();
    Optional<Node.Entry> entry = mapping.entry(field.key());
    if (entry.isEmpty()) {
      if (field.isRequired()) {
        reading.problem(
            mapping.place(), "'" + field.key() + "' is missing", "add " + sample(field));
      }
      return field.absent();
    }
    Optional<Object> value = value(field, entry.get(), reading);
    // What is not readable has been reported: reading goes on as if it were left out.
    return value.isPresent() ? value.map(field::component) : field.absent();
  }

  private static Optional<Object> value(Field field, Node.Entry entry, Reading reading) {
    if (field.isRequired() && entry.value().isEmpty()) {
      return reading.refuse(
          entry.value().place(), "'" + field.key() + "' is empty", "write " + sample(field));
    }
    return field.form().read(entry.value(), reading).map(Function.identity());
  }

  private static String sample(Field field) {
    return field.means().example().isEmpty()
        ? field.key() + ": " + field.form().says()
        : "e.g. " + field.key() + ": " + field.means().example();
  }

  private void unknown(Node.Entry entry, Reading reading) {
    String key = entry.key();
    if (key.toLowerCase(Locale.ROOT).matches(".*(password|passwd|pwd).*")) {
      reading.problem(
          entry.place(),
          "a password cannot stand in YAML",
          "put it into AWS Secrets Manager and name the secret: secret: ${var:redshift_secret}");
      return;
    }
    reading.problem(
        entry.place(),
        "'" + Texts.shortened(key) + "' is no key of " + says(),
        Texts.suggestion(key, keys()));
  }

  /** The record of these components, unless its own constructor refuses them. */
  Optional<T> of(List<?> components, Node node, Reading reading) {
    try {
      return Optional.of(constructor.newInstance(components.toArray()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        return reading.refuse(node.place(), wrong.getMessage(), "change one of them");
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record's constructor must be reachable: " + type, e);
    }
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.reference(type.getSimpleName(), () -> definition(definitions));
  }

  private ObjectNode definition(Definitions definitions) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    var required = JsonNodeFactory.instance.arrayNode();
    for (Field field : fields()) {
      ObjectNode property = field.form().schema(definitions);
      property.put("description", field.means().value());
      properties.set(field.key(), property);
      if (field.isRequired()) {
        required.add(field.key());
      }
    }
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    for (UnionForm<?> union : unions()) {
      union.describe(properties, object.putArray("oneOf"), definitions);
    }
    return object.put("additionalProperties", false);
  }

  @Override
  public String says() {
    return Texts.withArticle(Texts.words(type.getSimpleName()));
  }
}
