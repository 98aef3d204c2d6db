package io.millrace.benchmarks;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import io.millrace.run.SparkSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.List$;
import scala.runtime.AbstractFunction1;
import scala.util.matching.Regex;

/**
 * The ten checks of {@code checks/checked/rules/customers.yml} as Deequ makes them row by row: a
 * column of booleans for each, written as Delta.
 */
public final class DeequRowLevel {

  private DeequRowLevel() {}

  /** Takes the folder of the files and the folder to write to. */
  public static void main(String... arguments) {
    var spark = SparkSessions.open("deequ");
    var rows = spark.read().parquet(arguments[0]);
    var result = new VerificationSuite().onData(rows).addChecks(seq(checks())).run();
    VerificationResult.rowLevelResultsAsDataFrame(spark, result, rows)
        .write()
        .format("delta")
        .save(arguments[1]);
    spark.stop();
  }

  private static List<Check> checks() {
    var checks = new ArrayList<Check>();
    checks.add(check("email is there", it -> it.isComplete("email", none(), none())));
    checks.add(check("name is there", it -> it.isComplete("full_name", none(), none())));
    checks.add(
        satisfies(
            "birth_date",
            "to_date(birth_date, 'yyyy-MM-dd') BETWEEN date'1900-01-01' AND to_date(dms_ts)",
            "birth_date"));
    checks.add(satisfies("tier", "tier BETWEEN 1 AND 3", "tier"));
    checks.add(satisfies("credit_limit", "credit_limit >= 0", "credit_limit"));
    checks.add(satisfies("status", "status IN ('active', 'closed')", "status"));
    checks.add(matches("email", "^[^@\\s]+@[^@\\s]+$"));
    checks.add(matches("country_code", "^[A-Z]{2}$"));
    checks.add(
        check(
            "length of full_name", it -> it.hasMaxLength("full_name", holds(40), none(), none())));
    checks.add(satisfies("times", "updated_at >= created_at", "updated_at", "created_at"));
    return checks;
  }

  private static Check satisfies(String name, String condition, String... columns) {
    var known = new StringBuilder();
    for (var column : columns) {
      known.append(column).append(" IS NULL OR ");
    }
    return check(
        name,
        it ->
            it.satisfies(
                known + "(" + condition + ")",
                name,
                holds(1),
                none(),
                List$.MODULE$.<String>empty(),
                none()));
  }

  private static Check matches(String column, String pattern) {
    return check(
        "pattern of " + column,
        it ->
            it.hasPattern(
                column,
                new Regex(pattern, seq(List.<String>of())),
                holds(1),
                none(),
                none(),
                none()));
  }

  private static Check check(String name, UnaryOperator<Check> constraint) {
    return constraint.apply(new Check(CheckLevel.Error(), name, seq(List.of())));
  }

  /** What is asserted of the batch does not matter here: the rows do. */
  private static Function1<Object, Object> holds(double bound) {
    return new AbstractFunction1<>() {
      @Override
      public Object apply(Object value) {
        return ((Double) value) <= bound;
      }
    };
  }

  private static <T> Option<T> none() {
    return Option.empty();
  }

  private static <T> Seq<T> seq(List<T> list) {
    return JavaConverters.asScalaBuffer(list).toSeq();
  }
}
