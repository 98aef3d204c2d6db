package io.millrace.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import io.millrace.quality.RowChecks;
import io.millrace.quality.Violations;
import io.millrace.transform.Masks;
import io.millrace.transform.Transforms;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What becomes of a source's rows between reading and landing, as one projection: prepare, checks,
 * transform, filter, masks, status.
 */
final class Verdicts {

  private final Staging staging;
  private final SourceRules rules;
  private final Masks masks;
  private final Set<String> acceptedPlaces;

  Verdicts(Staging staging, SourceRules rules) {
    this(staging, rules, Set.of());
  }

  /** Where the batch was accepted under gates, a row that breaks one of them is quarantined. */
  Verdicts(Staging staging, SourceRules rules, Set<String> accepted) {
    this.staging = staging;
    this.rules = rules;
    this.masks = rules.masks();
    this.acceptedPlaces =
        rules.gates().entrySet().stream()
            .filter(gate -> accepted.contains(gate.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
  }

  /** Each row judged, transformed, masked, and told where it lands. */
  Dataset<Row> of(Dataset<Row> changes) {
    var judge = new RowChecks(staging, rules.rows(), masks::of);
    var rekeyed =
        new OldKeys(staging, masks)
            .treated(changes, rows -> transformed(checked(rows, judge), judge));
    var checked = checkedAndKept(rekeyed, new ReadRow(masks).kept(changes), judge);
    return landed(transformed(rules.references().checked(checked), judge));
  }

  private Dataset<Row> checked(Dataset<Row> rows, RowChecks judge) {
    return judge.checked(judge.typed(prepared(rows)));
  }

  /** The rows checked; a row that may still be quarantined keeps what was read of it. */
  private Dataset<Row> checkedAndKept(Dataset<Row> rows, Column read, RowChecks judge) {
    // Before prepare, which may overwrite it; where there is none, only of the rows that need it.
    boolean isOverwritten = !staging.prepare().isEmpty();
    var before = isOverwritten ? rows.withColumn(Technical.VALUES, read) : rows;
    var kept = isOverwritten ? col(Technical.VALUES) : read;
    return judge.checked(
        judge.typed(prepared(before)),
        fails -> Map.of(Technical.VALUES, mayFailLater() ? kept : when(fails, kept)));
  }

  private boolean mayFailLater() {
    return Transforms.mayLose(staging.transform()) || rules.references().mayRefuse();
  }

  private Dataset<Row> transformed(Dataset<Row> rows, RowChecks judge) {
    return judge.typed(Transforms.transformed(rows, staging.transform()));
  }

  /** Each row as its checks see it. */
  Dataset<Row> prepared(Dataset<Row> changes) {
    return Transforms.transformed(changes, staging.prepare());
  }

  private Dataset<Row> landed(Dataset<Row> rows) {
    var status =
        when(size(col(Technical.VIOLATIONS)).equalTo(0), lit(Status.ACCEPTED.text()))
            .when(Violations.refusing(acceptedPlaces), lit(Status.REFUSED.text()))
            .when(
                Violations.any(OnFail.Kind.QUARANTINE).or(Violations.any(OnFail.Kind.FAIL)),
                lit(Status.QUARANTINED.text()))
            .when(Violations.any(OnFail.Kind.DROP), lit(Status.DROPPED.text()))
            .when(Violations.any(BeyondCheck.OnFail.PARK), lit(Status.PARKED.text()))
            .otherwise(lit(Status.ACCEPTED.text()));
    Column filtered =
        staging
            .filter()
            .map(filter -> not(coalesce(expr(filter.sql()), lit(false))))
            .orElse(lit(false));
    Column effective =
        staging.effectiveAt().map(name -> col(name.text())).orElse(lit(null)).cast("timestamp");
    var told =
        masks.masked(
            rows.withColumn(Technical.FILTERED, filtered.and(col(Technical.OP).notEqual("D")))
                .withColumn(Technical.EFFECTIVE, effective)
                .withColumn(Technical.STATUS, status));
    // A parked row is stored as it will be once it is accepted.
    var whole = col(Technical.STATUS).isin(Status.ACCEPTED.text(), Status.PARKED.text());
    var quarantined = col(Technical.STATUS).equalTo(Status.QUARANTINED.text());
    var columns = new LinkedHashMap<String, Column>();
    for (var name : columns(told)) {
      var kept = whole.or(quarantined).or(keepsKey());
      columns.put(name, when(isKey(name) ? kept : whole, col(name)));
    }
    // What a transform makes keeps its name against a column that nobody declared.
    for (var name : added(told)) {
      columns.putIfAbsent(name, when(whole, col(Technical.ADDED).getField(name)));
    }
    if (!staging.keyBefore().isEmpty()) {
      columns.put(Technical.KEY_BEFORE, keyBefore(told, whole));
    }
    var values = new ReadRow(masks).json(told);
    columns.put(Technical.VALUES, when(quarantined, values));
    columns.putAll(withoutValues(col(Technical.STATUS).equalTo(Status.DROPPED.text())));
    return told.withColumns(columns).drop(Technical.UNREAD, Technical.ADDED);
  }

  /** The key that a row had before, where it had another. */
  private Column keyBefore(Dataset<Row> told, Column whole) {
    if (!List.of(told.columns()).contains(Technical.KEY_BEFORE)) {
      return when(lit(false), key());
    }
    var before = col(Technical.KEY_BEFORE);
    return when(whole.and(not(before.eqNullSafe(key()))), before);
  }

  /**
   * Any row of a load says that its key is there, whatever becomes of the row; a dropped one leaves
   * its key only where that keeps the key from being deleted.
   */
  private Column keepsKey() {
    var isLoad = coalesce(col(Technical.LOAD), lit(false));
    return staging.replaces()
        ? isLoad
        : isLoad.and(col(Technical.STATUS).notEqual(Status.DROPPED.text()));
  }

  private boolean isKey(String name) {
    return staging.key().stream().anyMatch(key -> key.text().equalsIgnoreCase(name));
  }

  /** Of a dropped row its file, its number and the rule are all that is kept. */
  private static Map<String, Column> withoutValues(Column dropped) {
    var columns = new LinkedHashMap<String, Column>();
    for (var name : List.of(Technical.DIGEST, Technical.POSITION, Technical.EFFECTIVE)) {
      columns.put(name, when(not(dropped), col(name)));
    }
    var violations = col(Technical.VIOLATIONS);
    columns.put(
        Technical.VIOLATIONS, when(dropped, Violations.withoutValues()).otherwise(violations));
    var waits = col(Technical.WAITS);
    columns.put(Technical.WAITS, when(dropped, slice(waits, 1, 0)).otherwise(waits));
    return columns;
  }

  private Column key() {
    return struct(staging.key().stream().map(name -> col(name.text())).toArray(Column[]::new));
  }

  /** The columns that nobody declared. */
  private static List<String> added(Dataset<Row> rows) {
    return List.of(rows.columns()).contains(Technical.ADDED)
        ? List.of(((StructType) rows.schema().apply(Technical.ADDED).dataType()).fieldNames())
        : List.of();
  }

  private static List<String> columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).filter(name -> !Technical.isTechnical(name)).toList();
  }
}
