package io.millrace.run;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import io.millrace.quality.RowChecks;
import io.millrace.quality.RowKinds;
import io.millrace.quality.Violations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The checks of a dimension or a fact: they look at the rows that are computed, as they stand. */
final class StageRules {

  private final Workplace workplace;
  private final TableName table;
  private final List<RowCheck> checks;
  private final RowChecks judge;

  StageRules(Workplace workplace, TableName table, Staging from, List<String> files) {
    this.workplace = workplace;
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
    var kinds =
        RowKinds.of(
            judged
                .withColumn(Technical.STATUS, lit(Status.ACCEPTED.text()))
                .withColumn(Technical.FILTERED, lit(false)));
    workplace.account().violated(table, 0, kinds, Set.of());
    if (rows(kinds, OnFail.Kind.FAIL) > 0) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "%s is refused by %s. Nothing of it has changed; it is computed again by the next run"
              .formatted(table, broken(kinds)));
    }
    return Map.of(
        "warned",
        rows(kinds, OnFail.Kind.WARN),
        "quarantined",
        rows(kinds, OnFail.Kind.QUARANTINE));
  }

  private static long rows(List<RowKinds.Kind> kinds, OnFail.Kind onFail) {
    return kinds.stream().filter(kind -> kind.has(onFail)).mapToLong(RowKinds.Kind::rows).sum();
  }

  private static String broken(List<RowKinds.Kind> kinds) {
    var rows = new TreeMap<String, Long>();
    for (var kind : kinds) {
      kind.broken().stream()
          .filter(one -> one.onFail().equals("fail"))
          .forEach(
              one -> rows.merge(one.rule() + " (" + one.place() + ")", kind.rows(), Long::sum));
    }
    return rows.entrySet().stream()
        .map(rule -> rule.getKey() + " by " + rule.getValue() + " rows")
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
