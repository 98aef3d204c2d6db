package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a table at one step, in their order.
 *
 * @param open whether there may be others: a file or query before it could not be read
 */
public record Columns(Map<Identifier, Attribute> attributes, boolean open) {

  public Columns {
    attributes = io.millrace.pipeline.Ordered.copyOf(attributes);
  }

  static Columns of(Collection<Attribute> attributes) {
    var byName = new LinkedHashMap<Identifier, Attribute>();
    attributes.forEach(attribute -> byName.putIfAbsent(attribute.name(), attribute));
    return new Columns(byName, false);
  }

  /** Those of a table that could not be read. */
  static Columns unknown() {
    return new Columns(Map.of(), true);
  }

  public Optional<Attribute> find(Identifier name) {
    return Optional.ofNullable(attributes.get(name));
  }

  public boolean has(Identifier name) {
    return attributes.containsKey(name);
  }

  /** Whether a column is certainly not there. */
  boolean lack(Identifier name) {
    return !open && !has(name);
  }

  public List<Attribute> all() {
    return List.copyOf(attributes.values());
  }

  List<String> names() {
    return attributes.keySet().stream().map(Identifier::text).toList();
  }

  Columns opened() {
    return new Columns(attributes, true);
  }

  /** With this column, in the place of one that has its name. */
  Columns with(Attribute attribute) {
    var changed = new LinkedHashMap<>(attributes);
    changed.put(attribute.name(), attribute);
    return new Columns(changed, open);
  }

  Columns with(Collection<Attribute> added) {
    var changed = this;
    for (var attribute : added) {
      changed = changed.with(attribute);
    }
    return changed;
  }

  Columns without(Collection<Identifier> names) {
    var changed = new LinkedHashMap<>(attributes);
    names.forEach(changed::remove);
    return new Columns(changed, open);
  }

  /** These alone, in this order, as far as they are there. */
  Columns only(Collection<Identifier> names) {
    var chosen = new ArrayList<Attribute>();
    names.forEach(name -> find(name).ifPresent(chosen::add));
    return new Columns(Columns.of(chosen).attributes(), open);
  }
}
