package io.millrace.testing;

import io.millrace.pipeline.Column;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Mask;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest.Cell;
import io.millrace.pipeline.PipelineTest.Expected;
import io.millrace.pipeline.PipelineTest.Rows;
import io.millrace.pipeline.PipelineTest.Shown;
import io.millrace.pipeline.TableName;
import io.millrace.run.Salt;
import io.millrace.transform.Masks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/**
 * Expected rows as values of the types that were found. What is expected of a masked column is
 * written legibly, as it is before the mask, and masked here.
 */
final class Expectations {

  private static final String REASONS = "reasons";

  private Expectations() {}

  static List<List<Object>> of(
      Pipeline pipeline, Expected expected, Rows rows, List<DataType> types) {
    var masked =
        rows.columns().stream()
            .map(shown -> masks(pipeline, holder(pipeline, expected.table(), shown)))
            .toList();
    var typed = new ArrayList<List<Object>>();
    for (var row : rows.rows()) {
      var values = new ArrayList<Object>();
      for (int i = 0; i < row.size(); i++) {
        var column = rows.columns().get(i).column();
        boolean isReasons = column.text().equals(REASONS);
        values.add(
            masked.get(i).containsKey(column)
                ? masked(new Masks(masked.get(i), Salt.FIXED), column, row.get(i))
                : isReasons ? sorted(row.get(i)) : typed(row.get(i), types.get(i)));
      }
      typed.add(values);
    }
    return typed;
  }

  /** The table that a column is of: a fact's own, or the dimension that it is seen through. */
  private static TableName holder(Pipeline pipeline, TableName table, Shown shown) {
    return shown
        .role()
        .flatMap(
            role ->
                pipeline.fact(table).stream()
                    .flatMap(fact -> fact.lookups().stream())
                    .filter(lookup -> lookup.role().equals(role.text()))
                    .map(Lookup::dimension)
                    .findFirst())
        .orElse(table);
  }

  private static Object typed(Cell cell, DataType type) {
    return cell.text().map(text -> Values.read(text, type).orElse(text)).orElse(null);
  }

  private static Object sorted(Cell cell) {
    return cell.text()
        .map(
            text ->
                Arrays.stream(text.split(";", -1))
                    .map(String::strip)
                    .sorted()
                    .collect(Collectors.joining("; ")))
        .orElse(null);
  }

  private static Object masked(Masks masks, Identifier column, Cell cell) {
    var text = functions.lit(cell.text().orElse(null)).cast("string");
    return Objects.toString(masks.of(column, text).expr().eval(null), null);
  }

  /** The columns of a table that hold masked values, by the names they have in it. */
  private static Map<Identifier, Mask> masks(Pipeline pipeline, TableName table) {
    var dimension = pipeline.dimension(table);
    if (dimension.isPresent()) {
      var masks = new LinkedHashMap<Identifier, Mask>();
      dimension.get().from().ifPresent(from -> masks.putAll(ofSource(pipeline, from)));
      masks.putAll(joined(pipeline, dimension.get().join()));
      return masks;
    }
    var fact = pipeline.fact(table);
    if (fact.isPresent()) {
      var masks = new LinkedHashMap<>(ofSource(pipeline, fact.get().from()));
      masks.putAll(joined(pipeline, fact.get().join()));
      return masks;
    }
    return ofSource(pipeline, table);
  }

  private static Map<Identifier, Mask> joined(Pipeline pipeline, Map<TableName, Join> joins) {
    var masks = new LinkedHashMap<Identifier, Mask>();
    joins.forEach(
        (source, join) -> {
          var theirs = ofSource(pipeline, source);
          join.columns()
              .theirsToMine()
              .forEach(
                  (column, mine) -> {
                    if (theirs.containsKey(column)) {
                      masks.put(mine, theirs.get(column));
                    }
                  });
        });
    return masks;
  }

  private static Map<Identifier, Mask> ofSource(Pipeline pipeline, TableName source) {
    var masks = new LinkedHashMap<Identifier, Mask>();
    pipeline
        .staging(source)
        .orElseThrow()
        .columns()
        .forEach((name, column) -> put(masks, name, column));
    return masks;
  }

  private static void put(Map<Identifier, Mask> masks, Identifier name, Column column) {
    column.mask().ifPresent(mask -> masks.put(name, mask));
  }
}
