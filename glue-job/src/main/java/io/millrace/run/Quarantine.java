package io.millrace.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.contains;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.millrace.lake.Lake;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What is kept out of the history, and why: quarantined and parked rows of the change logs, and
 * rows that the checks of facts keep out. Values are masked where their columns are.
 *
 * @param rules how many rows each check keeps out, most first
 * @param rows the rows themselves, newest first, up to a limit
 * @param all how many there are
 */
public record Quarantine(List<Broken> rules, List<Rejected> rows, long all) {

  private static final String WHERE = "_where";

  /** A check of a table, and how many rows it keeps out; of {@code of} there may be several. */
  public record Broken(TableName table, String rule, String place, String status, long rows) {}

  /** Why a row is kept out; the value is masked where its column is. */
  public record Reason(
      String rule, Optional<String> column, Optional<String> value, String place) {}

  /** A row that is kept out: where it came from, why, and its values as JSON. */
  public record Rejected(
      TableName table,
      String status,
      Optional<Long> batch,
      Optional<String> file,
      Optional<Long> row,
      List<Reason> reasons,
      String values) {}

  /**
   * Looks into a lake.
   *
   * @param tables staging tables and facts; all where none is named
   * @param rule what the names of rules have to contain
   */
  public static Quarantine of(
      SparkSession spark, Pipeline pipeline, Set<TableName> tables, String rule, int limit) {
    var lake = new Lake(spark, pipeline.environment().lake(), Fence.READING);
    var rules = new ArrayList<Broken>();
    var rows = new ArrayList<Rejected>();
    long all = 0;
    for (var staging : pipeline.stagings()) {
      var log = lake.changeLog(staging.staging());
      if (isWanted(staging.staging(), tables) && log.exists()) {
        var found = broken(rejected(log.read()), rule);
        rules.addAll(rules(staging.staging(), found, rule));
        all += found.count();
        rows.addAll(rows(staging.staging(), found, limit - rows.size()));
      }
    }
    for (var fact : pipeline.facts()) {
      var kept = lake.quarantinedFact(fact.fact());
      if (isWanted(fact.fact(), tables) && kept.exists()) {
        var found = broken(rejectedFact(kept.read()), rule);
        rules.addAll(rules(fact.fact(), found, rule));
        all += found.count();
        rows.addAll(rows(fact.fact(), found, limit - rows.size()));
      }
    }
    return new Quarantine(List.copyOf(rules), List.copyOf(rows), all);
  }

  private static boolean isWanted(TableName table, Set<TableName> tables) {
    return tables.isEmpty() || tables.contains(table);
  }

  /** A quarantined row has its values as it was read; a parked one is stored as it will be. */
  private static Dataset<Row> rejected(Dataset<Row> log) {
    return log.filter(col(Technical.STATUS).isin(Status.QUARANTINED.text(), Status.PARKED.text()))
        .select(
            col(Technical.STATUS),
            col(Technical.BATCH),
            col(Technical.FILE),
            col(Technical.ROW),
            col(Technical.VIOLATIONS),
            coalesce(col(Technical.VALUES), own(log)).as(Technical.VALUES));
  }

  private static Dataset<Row> rejectedFact(Dataset<Row> rows) {
    return rows.select(
        lit(Status.QUARANTINED.text()).as(Technical.STATUS),
        lit(null).cast("bigint").as(Technical.BATCH),
        lit(null).cast("string").as(Technical.FILE),
        lit(null).cast("bigint").as(Technical.ROW),
        col(Technical.VIOLATIONS),
        own(rows).as(Technical.VALUES));
  }

  private static Column own(Dataset<Row> rows) {
    return to_json(
        struct(
            Arrays.stream(rows.columns())
                .filter(name -> !Technical.isTechnical(name))
                .map(functions::col)
                .toArray(Column[]::new)));
  }

  private static Dataset<Row> broken(Dataset<Row> rows, String rule) {
    return rule.isEmpty()
        ? rows
        : rows.filter(exists(col(Technical.VIOLATIONS), violation -> names(violation, rule)));
  }

  private static Column names(Column violation, String rule) {
    return contains(lower(violation.getField("rule")), lit(rule.toLowerCase(Locale.ROOT)));
  }

  private static List<Broken> rules(TableName table, Dataset<Row> rows, String rule) {
    var broken =
        rows.select(col(Technical.STATUS), explode(col(Technical.VIOLATIONS)).as(WHERE))
            .filter(col(WHERE + ".on_fail").isin("quarantine", "fail", "park"));
    var wanted = rule.isEmpty() ? broken : broken.filter(names(col(WHERE), rule));
    return wanted
        .groupBy(col(WHERE + ".rule"), col(WHERE + ".place"), col(Technical.STATUS))
        .count()
        .orderBy(col("count").desc(), col("rule"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Broken(
                    table, row.getString(0), row.getString(1), row.getString(2), row.getLong(3)))
        .toList();
  }

  private static List<Rejected> rows(TableName table, Dataset<Row> rows, int limit) {
    if (limit <= 0) {
      return List.of();
    }
    return rows
        .orderBy(col(Technical.BATCH).desc(), col(Technical.FILE), col(Technical.ROW))
        .limit(limit)
        .collectAsList()
        .stream()
        .map(row -> rejected(table, row))
        .toList();
  }

  private static Rejected rejected(TableName table, Row row) {
    List<Row> violations = row.getList(row.fieldIndex(Technical.VIOLATIONS));
    var reasons =
        violations.stream()
            .map(
                violation ->
                    new Reason(
                        violation.getAs("rule"),
                        Optional.ofNullable(violation.getAs("column")),
                        Optional.ofNullable(violation.getAs("value")),
                        violation.getAs("place")))
            .toList();
    return new Rejected(
        table,
        row.getAs(Technical.STATUS),
        Optional.ofNullable(row.getAs(Technical.BATCH)),
        Optional.ofNullable(row.getAs(Technical.FILE)),
        Optional.ofNullable(row.getAs(Technical.ROW)),
        reasons,
        row.getAs(Technical.VALUES));
  }
}
