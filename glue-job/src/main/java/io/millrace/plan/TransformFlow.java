package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Transform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The columns after a transform; what it names and is not there is passed over.
 *
 * @param row the columns before it
 */
record TransformFlow(Columns row, Sql sql, Analyzer analyzer) implements Transform.Cases<Columns> {

  private static final ColumnType DATE = ColumnType.parse("date");

  @Override
  public Columns trim(Transform.Trim trim) {
    return typed(trim.columns(), ColumnType.STRING);
  }

  @Override
  public Columns lower(Transform.Lower lower) {
    return typed(lower.columns(), ColumnType.STRING);
  }

  @Override
  public Columns upper(Transform.Upper upper) {
    return typed(upper.columns(), ColumnType.STRING);
  }

  @Override
  public Columns rename(Transform.Rename rename) {
    var renamed = new LinkedHashMap<Identifier, Attribute>();
    for (var attribute : row.all()) {
      var name = rename.names().getOrDefault(attribute.name(), attribute.name());
      renamed.put(name, attribute.named(name));
    }
    // What is not there is reported where it is named, and taken to be there after.
    rename
        .names()
        .values()
        .forEach(name -> renamed.putIfAbsent(name, Attribute.of(name, ColumnType.UNKNOWN)));
    return new Columns(renamed, row.open());
  }

  @Override
  public Columns cast(Transform.Cast cast) {
    var changed = row;
    for (var entry : cast.types().entrySet()) {
      changed = typed(changed, entry.getKey(), entry.getValue());
    }
    return changed;
  }

  @Override
  public Columns defaults(Transform.Default defaults) {
    return row;
  }

  @Override
  public Columns set(Transform.Set set) {
    var changed = row;
    for (var entry : set.expressions().entrySet()) {
      var type = analyzer.type(entry.getValue(), row).type();
      var sources = sql.expression(entry.getValue()).columns();
      changed = with(changed, entry.getKey(), type, sources);
    }
    return changed;
  }

  @Override
  public Columns drop(Transform.Drop drop) {
    return row.without(drop.columns());
  }

  @Override
  public Columns parseDate(Transform.ParseDate parse) {
    return parse.into().isEmpty()
        ? typed(row, parse.column(), DATE)
        : with(row, parse.into().get(), DATE, List.of(parse.column()));
  }

  @Override
  public Columns split(Transform.Split split) {
    return strings(split.into(), List.of(split.column()));
  }

  @Override
  public Columns mapValues(Transform.MapValues map) {
    return typed(row, map.column(), ColumnType.STRING);
  }

  @Override
  public Columns json(Transform.Json json) {
    return strings(json.fields().keySet(), List.of(json.column()));
  }

  @Override
  public Columns hash(Transform.Hash hash) {
    return strings(List.of(hash.into()), hash.columns());
  }

  @Override
  public Columns sql(Transform.Sql query) {
    var projection = sql.projection(query.query());
    if (projection.mistake().isPresent()) {
      return row.opened();
    }
    var types = analyzer.projection(query.query(), row).types();
    var given = new ArrayList<Attribute>();
    for (var output : projection.outputs()) {
      if (output.name().isEmpty()) {
        given.addAll(row.all());
        continue;
      }
      var name = output.name().get();
      var same = output.value().itself().flatMap(row::find);
      given.add(
          same.map(attribute -> attribute.named(name))
              .orElseGet(
                  () ->
                      Attribute.derived(
                          name,
                          types.getOrDefault(name, ColumnType.UNKNOWN),
                          isPersonal(output.value().columns()))));
    }
    return new Columns(Columns.of(given).attributes(), row.open());
  }

  private Columns typed(List<Identifier> names, ColumnType type) {
    var changed = row;
    for (var name : names) {
      changed = typed(changed, name, type);
    }
    return changed;
  }

  private static Columns typed(Columns columns, Identifier name, ColumnType type) {
    return columns
        .find(name)
        .map(found -> columns.with(Attribute.derived(name, type, found.personal())))
        .orElse(columns);
  }

  private Columns strings(Collection<Identifier> into, List<Identifier> from) {
    var changed = row;
    for (var name : into) {
      changed = with(changed, name, ColumnType.STRING, from);
    }
    return changed;
  }

  private Columns with(
      Columns columns, Identifier name, ColumnType type, Collection<Identifier> sources) {
    return columns.with(Attribute.derived(name, type, isPersonal(sources)));
  }

  private boolean isPersonal(Collection<Identifier> sources) {
    return sources.stream().flatMap(name -> row.find(name).stream()).anyMatch(Attribute::personal);
  }
}
