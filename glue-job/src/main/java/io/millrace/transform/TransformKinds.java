package io.millrace.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.DateFormat;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import io.millrace.pipeline.Transform;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What each kind of transform makes of the rows. */
final class TransformKinds implements Transform.Cases<Dataset<Row>> {

  private static final ColumnType DATE = ColumnType.parse("date");

  private final Dataset<Row> rows;

  TransformKinds(Dataset<Row> rows) {
    this.rows = rows;
  }

  @Override
  public Dataset<Row> trim(Transform.Trim trim) {
    // More than the space: tabs and line ends are white space too.
    return each(trim.columns(), text -> functions.regexp_replace(text, "^\\s+|\\s+$", ""));
  }

  @Override
  public Dataset<Row> lower(Transform.Lower lower) {
    return each(lower.columns(), text -> functions.lower(text));
  }

  @Override
  public Dataset<Row> upper(Transform.Upper upper) {
    return each(upper.columns(), text -> functions.upper(text));
  }

  @Override
  public Dataset<Row> rename(Transform.Rename rename) {
    // All at once, so that two columns can take each other's names.
    return rows.toDF(
        Arrays.stream(rows.columns())
            .map(
                name ->
                    rename.names().entrySet().stream()
                        .filter(names -> names.getKey().text().equalsIgnoreCase(name))
                        .map(names -> names.getValue().text())
                        .findFirst()
                        .orElse(name))
            .toArray(String[]::new));
  }

  @Override
  public Dataset<Row> cast(Transform.Cast cast) {
    return coerced(cast.types(), Map.of(), Optional.empty());
  }

  @Override
  public Dataset<Row> defaults(Transform.Default defaults) {
    var columns = new LinkedHashMap<String, Column>();
    defaults
        .values()
        .forEach(
            (column, value) -> {
              var type = rows.schema().apply(column.text()).dataType();
              columns.put(column.text(), coalesce(col(column.text()), lit(value).cast(type)));
            });
    return rows.withColumns(columns);
  }

  @Override
  public Dataset<Row> set(Transform.Set set) {
    var columns = new LinkedHashMap<String, Column>();
    set.expressions().forEach((column, value) -> columns.put(column.text(), expr(value.sql())));
    return rows.withColumns(columns);
  }

  @Override
  public Dataset<Row> drop(Transform.Drop drop) {
    return rows.drop(drop.columns().stream().map(Identifier::text).toArray(String[]::new));
  }

  @Override
  public Dataset<Row> parseDate(Transform.ParseDate parse) {
    var into = parse.into().orElse(parse.column());
    var from = Map.of(into, parse.column());
    return coerced(Map.of(into, DATE), from, Optional.of(parse.format()));
  }

  @Override
  public Dataset<Row> split(Transform.Split split) {
    // The last column takes the rest, so that nothing is lost.
    var parts =
        functions.split(col(split.column().text()), Pattern.quote(split.by()), split.into().size());
    var columns = new LinkedHashMap<String, Column>();
    for (int i = 0; i < split.into().size(); i++) {
      columns.put(split.into().get(i).text(), functions.get(parts, lit(i)));
    }
    return rows.withColumns(columns);
  }

  @Override
  public Dataset<Row> mapValues(Transform.MapValues map) {
    var value = col(map.column().text());
    var text = value.cast("string");
    Column chosen = when(value.isNull(), lit(null));
    for (var entry : map.values().entrySet()) {
      chosen = chosen.when(text.equalTo(entry.getKey()), lit(entry.getValue()));
    }
    var others = map.otherwise().map(functions::lit).orElse(text);
    return rows.withColumn(map.column().text(), chosen.otherwise(others));
  }

  @Override
  public Dataset<Row> json(Transform.Json json) {
    var columns = new LinkedHashMap<String, Column>();
    json.fields()
        .forEach(
            (column, path) ->
                columns.put(
                    column.text(), functions.get_json_object(col(json.column().text()), path)));
    return rows.withColumns(columns);
  }

  @Override
  public Dataset<Row> hash(Transform.Hash hash) {
    var content =
        hash.columns().stream().map(column -> Canonical.text(col(column.text()))).toList();
    return rows.withColumn(
        hash.into().text(),
        functions.sha2(functions.concat(content.toArray(Column[]::new)), Masks.BITS));
  }

  @Override
  public Dataset<Row> sql(Transform.Sql sql) {
    return Projection.of(sql.query(), rows);
  }

  private Dataset<Row> coerced(
      Map<Identifier, ColumnType> types,
      Map<Identifier, Identifier> from,
      Optional<DateFormat> format) {
    var columns = new LinkedHashMap<String, Column>();
    var unread = new ArrayList<Unread>();
    types.forEach(
        (into, type) -> {
          var name = from.getOrDefault(into, into).text();
          var coercion =
              Coercion.of(name, rows.schema().apply(name).dataType(), type, format, ZoneOffset.UTC);
          columns.put(into.text(), coercion.value());
          unread.add(new Unread(into.text(), coercion, type.text()));
        });
    columns.put(Technical.UNREAD, functions.concat(col(Technical.UNREAD), Unread.all(unread)));
    return rows.withColumns(columns);
  }

  private Dataset<Row> each(List<Identifier> names, UnaryOperator<Column> change) {
    var columns = new LinkedHashMap<String, Column>();
    names.forEach(name -> columns.put(name.text(), change.apply(col(name.text()))));
    return rows.withColumns(columns);
  }
}
