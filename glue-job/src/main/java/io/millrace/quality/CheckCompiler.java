package io.millrace.quality;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.char_length;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;

import io.millrace.pipeline.Check;
import io.millrace.pipeline.DateBound;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.TextDate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** What each kind of check looks for in a row, as columns. */
final class CheckCompiler {

  private final Staging staging;
  private final StructType schema;
  private final Concealment concealment;

  CheckCompiler(Staging staging, StructType schema, Concealment concealment) {
    this.staging = staging;
    this.schema = schema;
    this.concealment = concealment;
  }

  /** What holds for every source: a known operation, a time, a key. */
  List<Finding> always() {
    var rule = new Finding.Rule("dms", OnFail.Kind.QUARANTINE, staging.place().toString(), "");
    var findings = new ArrayList<Finding>();
    var op = col(Technical.OP);
    findings.add(new Finding(not(op.isin("I", "U", "D")), rule, "op", op));
    var at = col(Technical.AT);
    findings.add(
        new Finding(
            at.isNull(),
            rule,
            staging.source().timestamp().map(Identifier::text).orElse(Technical.AT),
            lit(null)));
    var key = new Finding.Rule("key", OnFail.Kind.QUARANTINE, staging.place().toString(), "");
    for (var column : staging.key()) {
      findings.add(new Finding(col(column.text()).isNull(), key, column.text(), lit(null)));
    }
    return findings;
  }

  /** What a check finds; several where it is about several columns. */
  List<Finding> findings(RowCheck check) {
    var rule =
        new Finding.Rule(
            check.title(), check.onFail().kind(), check.place().toString(), check.version().text());
    return check.check().match(new Kinds(rule));
  }

  /** An answer for each kind of check. */
  private final class Kinds implements Check.Cases<List<Finding>> {

    private final Finding.Rule rule;

    private Kinds(Finding.Rule rule) {
      this.rule = rule;
    }

    @Override
    public List<Finding> notNull(Check.NotNull check) {
      return check.columns().stream()
          .map(
              column -> {
                var missing = col(column.text()).isNull();
                // A null in an update of such a column means unchanged, not absent.
                var checked =
                    staging.carryForward().contains(column)
                        ? missing.and(col(Technical.OP).notEqual("U"))
                        : missing;
                return finding(column, checked, col(column.text()));
              })
          .toList();
    }

    @Override
    public List<Finding> validDate(Check.ValidDate check) {
      var value = col(check.column().text());
      boolean isText = schema.apply(check.column().text()).dataType() instanceof StringType;
      var date = isText ? TextDate.of(value, check.format()) : value.cast("date");
      var unreadable = value.isNotNull().and(date.isNull());
      var early = check.min().map(bound -> date.lt(bound(bound))).orElse(lit(false));
      var late = check.max().map(bound -> date.gt(bound(bound))).orElse(lit(false));
      return List.of(
          finding(check.column(), unreadable.or(ifKnown(early)).or(ifKnown(late)), value));
    }

    @Override
    public List<Finding> range(Check.Range check) {
      var value = col(check.column().text());
      var within = within(check.column(), value, check.min(), check.max());
      return List.of(notNan(check.column(), within));
    }

    @Override
    public List<Finding> acceptedValues(Check.AcceptedValues check) {
      var value = col(check.column().text());
      var type = schema.apply(check.column().text()).dataType();
      var accepted =
          check.values().stream().map(text -> lit(text).cast(type)).toArray(Column[]::new);
      return List.of(finding(check.column(), not(value.isin((Object[]) accepted)), value));
    }

    @Override
    public List<Finding> matches(Check.Matches check) {
      var value = col(check.column().text());
      return List.of(finding(check.column(), not(value.rlike(check.pattern().text())), value));
    }

    @Override
    public List<Finding> length(Check.Length check) {
      var value = col(check.column().text());
      return List.of(within(check.column(), char_length(value), check.min(), check.max()));
    }

    @Override
    public List<Finding> sql(Check.Sql check) {
      var named = References.of(check.condition(), schema);
      var condition = expr(check.condition().sql());
      boolean aboutTheKey = !named.isEmpty() && staging.key().containsAll(named);
      var fails = ifKnown(not(condition));
      var shown =
          named.stream()
              .map(
                  column ->
                      org.apache.spark.sql.functions.concat(
                          lit(column.text() + "="),
                          coalesce(shown(column, col(column.text())), lit("null"))))
              .toArray(Column[]::new);
      return List.of(
          new Finding(
              aboutTheKey ? fails : fails.and(col(Technical.OP).notEqual("D")),
              rule,
              null,
              concat_ws(", ", shown)));
    }

    private Finding within(
        Identifier column, Column value, Optional<BigDecimal> min, Optional<BigDecimal> max) {
      var below = min.map(bound -> value.lt(lit(bound))).orElse(lit(false));
      var above = max.map(bound -> value.gt(lit(bound))).orElse(lit(false));
      return finding(column, ifKnown(below).or(ifKnown(above)), col(column.text()));
    }

    /** What is no number is within no bounds. */
    private Finding notNan(Identifier column, Finding within) {
      var type = schema.apply(column.text()).dataType();
      return type instanceof FloatType || type instanceof DoubleType
          ? finding(column, within.fails().or(isnan(col(column.text()))), col(column.text()))
          : within;
    }

    private Finding finding(Identifier column, Column fails, Column value) {
      var checked =
          staging.key().contains(column)
              ? ifKnown(fails)
              : ifKnown(fails).and(col(Technical.OP).notEqual("D"));
      return new Finding(checked, rule, column.text(), shown(column, value));
    }
  }

  private Column shown(Identifier column, Column value) {
    return concealment.of(column, value.cast("string"));
  }

  /** A null passes. */
  private static Column ifKnown(Column fails) {
    return coalesce(fails, lit(false));
  }

  private static Column bound(DateBound bound) {
    return bound
        .date()
        .map(date -> lit(date))
        .orElseGet(
            () -> {
              var today = to_date(col(Technical.AT));
              var period = bound.fromToday();
              return date_add(
                  add_months(today, 12 * period.getYears() + period.getMonths()), period.getDays());
            });
  }
}
