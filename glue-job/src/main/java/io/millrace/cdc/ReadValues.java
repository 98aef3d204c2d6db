package io.millrace.cdc;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.DateFormat;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Coercion;
import io.millrace.transform.Masks;
import io.millrace.transform.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The values of a file's rows as their declared types, and those that cannot be read so. */
final class ReadValues {

  private final Staging staging;
  private final FileColumns there;
  private final Map<Identifier, ColumnType> added;
  private final Map<Identifier, Coercion> declared = new LinkedHashMap<>();
  private final Map<Identifier, Coercion> extra = new LinkedHashMap<>();
  private final Map<Identifier, Identifier> before = new LinkedHashMap<>();

  /**
   * @param added the columns that nobody declared and the change log takes in all the same
   */
  ReadValues(Staging staging, FileColumns there, Map<Identifier, ColumnType> added) {
    this.staging = staging;
    this.there = there;
    this.added = added;
    staging
        .columns()
        .forEach(
            (name, column) -> declared.put(name, coercion(name, column.type(), column.format())));
    added.forEach((name, type) -> extra.put(name, coercion(name, type, Optional.empty())));
    for (int i = 0; i < staging.keyBefore().size(); i++) {
      before.put(staging.key().get(i), staging.keyBefore().get(i));
    }
  }

  private Coercion coercion(Identifier name, ColumnType type, Optional<DateFormat> format) {
    return there
        .get(name.text())
        .map(field -> Coercion.of(field.name(), field.dataType(), type, format, staging.timezone()))
        .orElseGet(() -> Coercion.absent(type));
  }

  List<Column> columns() {
    var columns = new ArrayList<Column>();
    declared.forEach((name, coercion) -> columns.add(coercion.value().as(name.text())));
    return columns;
  }

  /** What nobody declared, as one struct; none where there is nothing of it. */
  Optional<Column> added() {
    return extra.isEmpty()
        ? Optional.empty()
        : Optional.of(
            struct(
                    extra.entrySet().stream()
                        .map(column -> column.getValue().value().as(column.getKey().text()))
                        .toArray(Column[]::new))
                .as(Technical.ADDED));
  }

  /** The key until the change, as a struct; null where a part of it is not told. */
  Optional<Column> keyBefore() {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<Column>();
    var isTold = lit(true);
    for (var key : before.keySet()) {
      var value = keyBefore(key).value();
      parts.add(value.as(key.text()));
      isTold = isTold.and(value.isNotNull());
    }
    return Optional.of(when(isTold, struct(parts.toArray(Column[]::new))).as(Technical.KEY_BEFORE));
  }

  private Coercion keyBefore(Identifier key) {
    var column = staging.columns().get(key);
    return coercion(before.get(key), column.type(), column.format());
  }

  Column digest(String salt) {
    // Spark's hash passes over nulls, so each value is preceded by whether there is one.
    var content = new ArrayList<Column>();
    content.add(lit(Masks.seed(salt)));
    declared.forEach(
        (name, coercion) -> {
          content.add(coercion.value().isNull());
          // Nor does it take a map.
          boolean nested = staging.columns().get(name).type().kind() == ColumnType.Kind.NESTED;
          content.add(nested ? to_json(coercion.value()) : coercion.value());
        });
    return xxhash64(content.toArray(Column[]::new)).as(Technical.DIGEST);
  }

  Column unread() {
    var possible = new ArrayList<Unread>();
    staging
        .source()
        .timestamp()
        .ifPresent(
            name ->
                possible.add(
                    unread(
                        name,
                        coercion(name, Standing.TIMESTAMP, Optional.empty()),
                        Standing.TIMESTAMP)));
    declared.forEach(
        (name, coercion) ->
            possible.add(unread(name, coercion, staging.columns().get(name).type())));
    extra.forEach((name, coercion) -> possible.add(unread(name, coercion, added.get(name))));
    // Under the key's own name, so that its mask hides an unreadable old one, too.
    before
        .keySet()
        .forEach(
            key -> possible.add(unread(key, keyBefore(key), staging.columns().get(key).type())));
    return Unread.all(possible).as(Technical.UNREAD);
  }

  private static Unread unread(Identifier name, Coercion coercion, ColumnType type) {
    return new Unread(name.text(), coercion, type.text());
  }
}
