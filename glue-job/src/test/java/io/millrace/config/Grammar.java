package io.millrace.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key of the grammar, by the record that it belongs to; and where a file uses which. */
final class Grammar {

  static final Forms FORMS = new Forms("local");

  /** A key of a record: {@code Staging.on_new_column}. */
  record Key(RecordForm<?> record, Field field) {
    @Override
    public String toString() {
      return record.type().getSimpleName() + "." + field.key();
    }
  }

  /** An entry in a file that is a key of the grammar. */
  record Use(Key key, Node.Mapping in, Node.Entry entry) {}

  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final List<Use> uses = new ArrayList<>();

  /** All keys there are, by their names. */
  static Map<String, Key> keys() {
    var grammar = new Grammar();
    for (FileKind kind : FileKind.values()) {
      grammar.collect(FORMS.record(kind.grammar()));
    }
    return grammar.keys;
  }

  /** The uses of keys in a file of this kind, in the order in which they are written. */
  static List<Use> uses(FileKind kind, Node file) {
    var grammar = new Grammar();
    grammar.walk(FORMS.record(kind.grammar()), file);
    return grammar.uses;
  }

  private void collect(Form<?> form) {
    for (Form<?> part : parts(form)) {
      collect(part);
    }
    if (form instanceof RecordForm<?> record) {
      for (Field field : fields(record)) {
        var key = new Key(record, field);
        if (keys.putIfAbsent(key.toString(), key) == null) {
          collect(field.form());
        }
      }
    }
  }

  static List<Field> fields(RecordForm<?> record) {
    List<Field> all = new ArrayList<>(record.fields());
    record.union().ifPresent(union -> all.addAll(union.members()));
    return all;
  }

  /** The forms that a form is made of, records left aside. */
  private static List<Form<?>> parts(Form<?> form) {
    if (form instanceof ListForm<?> list) {
      return List.of(list.item());
    }
    if (form instanceof MapForm<?, ?> map) {
      return List.of(map.key(), map.value());
    }
    if (form instanceof BareForm<?> bare) {
      return List.of(bare.only().form());
    }
    if (form instanceof ColumnForm column) {
      return List.of(column.whole());
    }
    if (form instanceof EnvironmentsForm environments) {
      return List.of(environments.environment());
    }
    if (form instanceof ExpectationForm expectation) {
      return List.of(expectation.rows());
    }
    return List.of();
  }

  private void walk(Form<?> form, Node node) {
    if (form instanceof RecordForm<?> record && node instanceof Node.Mapping mapping) {
      for (Field field : fields(record)) {
        Optional<Node.Entry> entry = mapping.entry(field.key());
        entry.ifPresent(
            found -> {
              uses.add(new Use(new Key(record, field), mapping, found));
              walk(field.form(), found.value());
            });
      }
      return;
    }
    for (Form<?> part : parts(form)) {
      if (form instanceof ListForm<?> && node instanceof Node.Sequence sequence) {
        sequence.items().forEach(item -> walk(part, item));
      } else if (form instanceof BareForm<?> || form instanceof ColumnForm) {
        walk(part, node);
      } else if (node instanceof Node.Mapping mapping) {
        mapping.entries().forEach(entry -> walk(part, entry.value()));
      }
    }
  }
}
