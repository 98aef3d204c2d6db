package io.millrace.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The checks about one row: every check is made and every failure kept, in one projection. On a D
 * row only the key is checked.
 */
public final class RowChecks {

  private final Staging staging;
  private final List<RowCheck> checks;
  private final Concealment concealment;

  public RowChecks(Staging staging, List<RowCheck> checks, Concealment concealment) {
    this.staging = staging;
    this.checks = List.copyOf(checks);
    this.concealment = concealment;
  }

  /** The rows with a violation for each value that could not be read as its type. */
  public Dataset<Row> typed(Dataset<Row> rows) {
    var place = staging.place().toString();
    var rule = new Finding.Rule("type", OnFail.Kind.QUARANTINE, place, "");
    Column said =
        transform(
                col(Technical.UNREAD),
                unread -> Finding.said(rule, unread.getField("column"), shown(unread)))
            .cast(Violations.TYPE);
    boolean isFirst = !List.of(rows.columns()).contains(Technical.VIOLATIONS);
    var before = isFirst ? array().cast(Violations.TYPE) : col(Technical.VIOLATIONS);
    var any = size(col(Technical.UNREAD)).gt(0);
    return rows.withColumn(Technical.VIOLATIONS, when(any, concat(before, said)).otherwise(before));
  }

  /** An unreadable value of a masked column is as personal as a readable one. */
  private Column shown(Column unread) {
    Column shown = unread.getField("value");
    for (var column : staging.columns().entrySet()) {
      if (column.getValue().mask().isPresent()) {
        var itself = unread.getField("column").equalTo(column.getKey().text());
        var masked = concealment.of(column.getKey(), unread.getField("value"));
        shown = when(itself, masked).otherwise(shown);
      }
    }
    return shown;
  }

  /** Rows of a later stage with the violations of every check, judged as they stand. */
  public Dataset<Row> judged(Dataset<Row> rows) {
    var compiler = new CheckCompiler(staging, rows.schema(), concealment);
    var findings = checks.stream().flatMap(check -> compiler.findings(check).stream()).toList();
    return rows.withColumn(
        Technical.VIOLATIONS, Violations.with(array().cast(Violations.TYPE), findings));
  }

  /**
   * The rows with the violations of every check, corrected where a check says how: all checks and
   * corrections look at the row as it came.
   */
  public Dataset<Row> checked(Dataset<Row> rows) {
    return checked(rows, fails -> Map.of());
  }

  /**
   * The same with further columns that look at the row as it came.
   *
   * @param further given whether the row has a violation by now
   */
  public Dataset<Row> checked(Dataset<Row> rows, Function<Column, Map<String, Column>> further) {
    var compiler = new CheckCompiler(staging, rows.schema(), concealment);
    var findings = new ArrayList<Finding>(compiler.always());
    var found = new LinkedHashMap<RowCheck, List<Finding>>();
    for (var check : checks) {
      found.put(check, compiler.findings(check));
      findings.addAll(found.get(check));
    }
    var bits = new FailureBits(findings);
    var columns = new LinkedHashMap<String, Column>();
    corrections(found, bits)
        .forEach(
            (column, corrected) ->
                columns.put(
                    column.text(), corrected.cast(rows.schema().apply(column.text()).dataType())));
    columns.put(Technical.VIOLATIONS, Violations.with(bits));
    // It is told of by now, and whatever comes later is told of for itself.
    var unread = rows.schema().apply(Technical.UNREAD).dataType();
    columns.put(Technical.UNREAD, array().cast(unread));
    columns.putAll(further.apply(bits.any().or(size(col(Technical.VIOLATIONS)).gt(0))));
    return rows.withColumns(bits.columns()).withColumns(columns).drop(bits.names());
  }

  private static Map<Identifier, Column> corrections(
      Map<RowCheck, List<Finding>> found, FailureBits bits) {
    var corrections = new LinkedHashMap<Identifier, Column>();
    found.forEach(
        (check, findings) ->
            check
                .onFail()
                .set()
                .forEach(
                    (column, set) -> {
                      var before = corrections.getOrDefault(column, col(column.text()));
                      var corrected = when(bits.of(findings), expr(set.sql()));
                      corrections.put(column, corrected.otherwise(before));
                    }));
    return corrections;
  }
}
