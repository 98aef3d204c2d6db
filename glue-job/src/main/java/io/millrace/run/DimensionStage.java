package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.millrace.history.DateDimension;
import io.millrace.history.DimensionShape;
import io.millrace.history.States;
import io.millrace.history.TemporalJoin;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Staging to dimensions and mirrors: histories and present states computed from the change logs.
 */
final class DimensionStage {

  private final Workplace workplace;

  DimensionStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<List<Runner.Step>> waves() {
    var steps = new ArrayList<Runner.Step>();
    for (var dimension : workplace.pipeline().dimensions()) {
      steps.add(new Runner.Step(dimension.dimension().text(), () -> bring(dimension)));
    }
    for (var staging : workplace.pipeline().stagings()) {
      if (staging.isMirrored()) {
        steps.add(new Runner.Step(staging.staging().text(), () -> mirror(staging)));
      }
    }
    return List.of(steps);
  }

  private Map<String, Long> bring(Dimension dimension) {
    var table = workplace.lake().dimension(dimension.dimension());
    var key = List.of(DimensionShape.versionKey(dimension));
    if (dimension.generate().isPresent()) {
      var days = DateDimension.of(workplace.spark(), dimension.generate().get());
      return table.apply(days, key, workplace::sequence);
    }
    var from = source(dimension.from().orElseThrow());
    if (!workplace.lake().changeLog(from.staging()).exists()) {
      return Map.of();
    }
    var heard = new Heard(workplace, from);
    var states =
        DimensionShape.states(dimension, from)
            .completeLoads(heard.completeLoads())
            .in(heard.in(workplace.lake().changeLog(from.staging()).read()));
    for (var join : dimension.join().entrySet()) {
      var other = source(join.getKey());
      if (workplace.lake().changeLog(other.staging()).exists()) {
        var theirs = new Heard(workplace, other);
        var log = theirs.in(workplace.lake().changeLog(other.staging()).read());
        var reading = States.of(other).completeLoads(theirs.completeLoads());
        states = TemporalJoin.joined(states, reading, log, join.getValue());
      }
    }
    var shape = new DimensionShape(dimension, from.key(), states.schema());
    var rows = shape.rows(states, from.effectiveAt());
    return table.applyWhere(
        not(col(DimensionShape.IS_INFERRED)),
        rows.unionByName(shape.unknownMember(rows)),
        key,
        workplace::sequence);
  }

  private Map<String, Long> mirror(Staging staging) {
    if (!workplace.lake().changeLog(staging.staging()).exists()) {
      return Map.of();
    }
    var present = States.present(states(staging)).filter(col(States.LIVE));
    var columns =
        Arrays.stream(present.columns())
            .filter(name -> !Technical.isTechnical(name))
            .map(functions::col)
            .toArray(Column[]::new);
    return workplace
        .lake()
        .mirror(staging.staging())
        .apply(
            present.select(columns),
            staging.key().stream().map(Identifier::text).toList(),
            workplace::sequence);
  }

  private Dataset<Row> states(Staging staging) {
    return States.of(staging)
        .completeLoads(new Heard(workplace, staging).completeLoads())
        .in(DeclaredLog.of(workplace, staging));
  }

  private Staging source(TableName name) {
    return workplace.pipeline().staging(name).orElseThrow();
  }
}
