package io.millrace.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.FileVersion;
import io.millrace.pipeline.Means;
import io.millrace.pipeline.Place;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A map of known keys: the components of a record.
 *
 * <p>A component of type {@link Place} receives the place of the map, one of type {@link
 * FileVersion} the version of its file; one whose type is a union ({@link UnionForm}) takes the one
 * key of the map that names a member.
 */
final class RecordForm<T> implements Form<T> {

  private final Class<T> type;
  private final Constructor<T> constructor;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();

  /**
   * What fills a component: a field, a union inlined into the same map, or where the map stands.
   */
  private record Part(Class<?> type, Optional<Field> field, Optional<UnionForm<?>> union) {}

  RecordForm(Class<T> type, Function<RecordComponent, Form<?>> formOf) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      parts.add(part(components[i], formOf));
    }
    for (Part part : parts) {
      part.union().ifPresent(union -> keys.addAll(union.tags()));
      part.field().ifPresent(field -> keys.add(field.key()));
    }
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(type + " is no record", e);
    }
  }

  private static Part part(RecordComponent component, Function<RecordComponent, Form<?>> formOf) {
    Class<?> type = component.getType();
    if (type == Place.class || type == FileVersion.class) {
      return new Part(type, Optional.empty(), Optional.empty());
    }
    Form<?> form = formOf.apply(component);
    if (form instanceof UnionForm<?> union) {
      return new Part(type, Optional.empty(), Optional.of(union));
    }
    Means means = component.getAnnotation(Means.class);
    if (means == null) {
      throw new AssertionError(component + " does not say what it means");
    }
    String key = means.key().isEmpty() ? Texts.snakeCase(component.getName()) : means.key();
    return new Part(type, Optional.of(Field.of(key, means, form, type)), Optional.empty());
  }

  Class<T> type() {
    return type;
  }

  /** What the record says of itself, where it says more than its fields do. */
  Optional<Means> means() {
    return Optional.ofNullable(type.getAnnotation(Means.class));
  }

  /** Its keys, in the order of the record. */
  List<Field> fields() {
    return parts.stream().flatMap(part -> part.field().stream()).toList();
  }

  /** The union whose members' names are keys of the same map. */
  Optional<UnionForm<?>> union() {
    return parts.stream().<UnionForm<?>>flatMap(part -> part.union().stream()).findFirst();
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      boolean isFile = reading.field().isEmpty();
      return (isFile ? reading.of(fields().get(0)) : reading).mismatch(node, this);
    }
    List<Node.Entry> unknown =
        mapping.entries().stream().filter(entry -> !keys.contains(entry.key())).toList();
    unknown.forEach(entry -> unknown(entry, reading));
    List<Object> components = new ArrayList<>();
    boolean asWritten = true;
    for (Part part : parts) {
      if (part.union().isPresent()) {
        part.union().get().read(mapping, unknown, reading).ifPresent(components::add);
      } else if (part.field().isPresent()) {
        Field field = part.field().get();
        Optional<Object> written = written(field, mapping, unknown, reading);
        // What is not readable has been reported: reading goes on as if it were left out.
        written.or(field::absent).ifPresent(components::add);
        asWritten &= written.isPresent() || mapping.entry(field.key()).isEmpty();
      } else {
        components.add(part.type() == Place.class ? mapping.place() : reading.version());
      }
    }
    if (components.size() < parts.size()) {
      return Optional.empty();
    }
    // Values that were left out because they are not readable must not be found missing, too.
    return asWritten ? of(components, mapping, reading) : of(components).value();
  }

  private Optional<Object> written(
      Field field, Node.Mapping mapping, List<Node.Entry> unknown, Reading reading) {
    Optional<Node.Entry> entry = mapping.entry(field.key());
    if (entry.isEmpty() && field.isRequired() && unknown.stream().noneMatch(isMeant(field))) {
      reading.problem(
          mapping.place(), "'" + field.key() + "' is missing", "add it, " + field.sample());
    }
    return entry.flatMap(found -> field.read(found, reading)).map(field::component);
  }

  /** Whether an unknown key is this one misspelt, which is told already. */
  private Predicate<Node.Entry> isMeant(Field field) {
    return entry -> Texts.closest(entry.key(), keys).equals(Optional.of(field.key()));
  }

  private void unknown(Node.Entry entry, Reading reading) {
    if (Secrets.isNamedBy(entry.key())) {
      reading.problem(entry.place(), "no secret may stand in YAML", Secrets.REMEDY);
      return;
    }
    reading.problem(
        entry.place(),
        "'" + Texts.shortened(entry.key()) + "' is no key of " + called(),
        Texts.suggestion(entry.key(), keys));
  }

  /** The record of these components, unless its own constructor refuses them. */
  Optional<T> of(List<?> components, Node node, Reading reading) {
    Constructed<T> constructed = of(components);
    return constructed.value().isPresent()
        ? constructed.value()
        : reading.refuse(node.place(), constructed.mistake(), "write " + reading.sample());
  }

  /** A record, or what its constructor says against it. */
  private record Constructed<T>(Optional<T> value, String mistake) {}

  private Constructed<T> of(List<?> components) {
    try {
      return new Constructed<>(Optional.of(constructor.newInstance(components.toArray())), "");
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        return new Constructed<>(Optional.empty(), wrong.getMessage());
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

  /** What the reference among definitions refers to. */
  ObjectNode definition(Definitions definitions) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
    means().ifPresent(means -> object.put("description", means.value()));
    ObjectNode properties = object.putObject("properties");
    union().ifPresent(union -> union.describe(object, properties, definitions));
    fields().forEach(field -> properties.set(field.key(), field.schema(definitions)));
    List<Field> required = fields().stream().filter(Field::isRequired).toList();
    if (!required.isEmpty()) {
      var names = object.putArray("required");
      required.forEach(field -> names.add(field.key()));
    }
    return object.put("additionalProperties", false);
  }

  @Override
  public String reference(Sections sections) {
    return sections.link(this);
  }

  @Override
  public String says() {
    return "a map with " + Texts.some(keys);
  }

  /** What it is, in words: {@code a staging table}. */
  String called() {
    return means()
        .map(Means::called)
        .filter(called -> !called.isEmpty())
        .orElseGet(() -> Texts.withArticle(Texts.words(type.getSimpleName())));
  }
}
