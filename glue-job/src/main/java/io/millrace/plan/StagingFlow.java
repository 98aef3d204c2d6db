package io.millrace.plan;

import io.millrace.pipeline.Column;
import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a staging table's rows on their way: declared types → prepare → checks → transform
 * → filter → masks.
 *
 * @param prepared the columns after each step before the checks
 * @param transformed the columns after each step behind them
 * @param result the columns of the change log
 */
public record StagingFlow(
    Columns declared, List<Columns> prepared, List<Columns> transformed, Columns result) {

  static StagingFlow of(Staging staging, Sql sql, Analyzer analyzer) {
    var declared =
        Columns.of(
            staging.columns().entrySet().stream()
                .map(entry -> declared(entry.getKey(), entry.getValue()))
                .toList());
    var prepared = after(staging.prepare(), declared, sql, analyzer);
    var checked = last(prepared, declared);
    var transformed = after(staging.transform(), checked, sql, analyzer);
    return new StagingFlow(
        declared, prepared, transformed, masked(staging, last(transformed, checked)));
  }

  /** The columns that checks see. */
  public Columns checked() {
    return last(prepared, declared);
  }

  /** The columns that the filter sees, before the masks. */
  public Columns unmasked() {
    return last(transformed, checked());
  }

  private static Attribute declared(Identifier name, Column column) {
    return Attribute.derived(name, column.type(), column.mask().isPresent());
  }

  private static List<Columns> after(List<Step> steps, Columns before, Sql sql, Analyzer analyzer) {
    var columns = new ArrayList<Columns>();
    var row = before;
    for (var step : steps) {
      row = step.transform().match(new TransformFlow(row, sql, analyzer));
      columns.add(row);
    }
    return List.copyOf(columns);
  }

  private static Columns last(List<Columns> steps, Columns otherwise) {
    return steps.isEmpty() ? otherwise : steps.get(steps.size() - 1);
  }

  /** A mask goes by a column's name, and gives text. */
  private static Columns masked(Staging staging, Columns row) {
    var columns = new ArrayList<Attribute>();
    for (var attribute : row.all()) {
      var mask = Optional.ofNullable(staging.columns().get(attribute.name())).flatMap(Column::mask);
      var origin = new Attribute.Origin(staging.staging(), attribute.name());
      var type = mask.isPresent() ? ColumnType.STRING : attribute.type();
      columns.add(new Attribute(attribute.name(), type, mask, false, Optional.of(origin)));
    }
    return new Columns(Columns.of(columns).attributes(), row.open());
  }
}
