package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import io.millrace.quality.RowChecks;
import io.millrace.quality.Violations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The checks of a dimension or a fact: they look at the rows that are computed, as they stand. */
final class StageRules {

  private final TableName table;
  private final List<RowCheck> checks;
  private final RowChecks judge;

  StageRules(Workplace workplace, TableName table, Staging from, List<String> files) {
    this.table = table;
    this.checks =
        files.stream()
            .flatMap(file -> workplace.pipeline().rules().get(file).checks().stream())
            .toList();
    // What was masked is masked by now.
    this.judge = new RowChecks(from, checks, (column, text) -> text);
  }

  boolean areNone() {
    return checks.isEmpty();
  }

  /** Whether a row may be kept out of the table. */
  boolean quarantine() {
    return checks.stream().anyMatch(check -> check.onFail().kind() == OnFail.Kind.QUARANTINE);
  }

  /**
   * The rows with what is wrong with them.
   *
   * @param time what stands for the day on which a row is judged
   */
  Dataset<Row> judged(Dataset<Row> rows, Column time) {
    return judge
        .judged(rows.withColumn(Technical.OP, lit("I")).withColumn(Technical.AT, time))
        .drop(Technical.OP, Technical.AT);
  }

  /** Refuses rows of which one breaks a check that forbids it; says how many were warned of. */
  Map<String, Long> treated(Dataset<Row> judged) {
    var treated =
        judged
            .agg(
                count_if(Violations.any(OnFail.Kind.FAIL)),
                count_if(Violations.any(OnFail.Kind.WARN)),
                count_if(Violations.any(OnFail.Kind.QUARANTINE)))
            .head();
    if (treated.getLong(0) > 0) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "%s is refused by %s. Nothing of it has changed; it is computed again by the next run"
              .formatted(table, broken(judged)));
    }
    return Map.of("warned", treated.getLong(1), "quarantined", treated.getLong(2));
  }

  private static String broken(Dataset<Row> judged) {
    return judged
        .select(explode(col(Technical.VIOLATIONS)).as("violation"))
        .filter(col("violation.on_fail").equalTo("fail"))
        .groupBy(col("violation.rule"), col("violation.place"))
        .count()
        .orderBy("rule")
        .collectAsList()
        .stream()
        .map(row -> "%s (%s) by %d rows".formatted(row.get(0), row.get(1), row.getLong(2)))
        .collect(Collectors.joining(", "));
  }

  /** Of judged rows those that may be in the table. */
  static Dataset<Row> sound(Dataset<Row> judged) {
    return judged.filter(not(Violations.any(OnFail.Kind.QUARANTINE)));
  }

  /** Of judged rows those that are kept out of it. */
  static Dataset<Row> quarantined(Dataset<Row> judged) {
    return judged.filter(Violations.any(OnFail.Kind.QUARANTINE));
  }
}
