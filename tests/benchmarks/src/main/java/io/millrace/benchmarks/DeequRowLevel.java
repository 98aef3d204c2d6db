package io.millrace.benchmarks;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import io.millrace.run.SparkSessions;
import java.io.Serializable;
import java.util.List;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.List$;
import scala.runtime.AbstractFunction1;

/**
 * The ten checks of {@code checks/checked/rules/customers.yml} as Deequ makes them row by row: a
 * column of booleans for each, written as Delta. Patterns and lengths are conditions of Spark's
 * own, which Deequ evaluates faster than its {@code hasPattern} and {@code hasMaxLength}.
 */
public final class DeequRowLevel {

  private static final List<Check> CHECKS =
      List.of(
          check("email_is_there").isComplete("email", none(), none()),
          check("full_name_is_there").isComplete("full_name", none(), none()),
          satisfies(
              "birth_date_is_valid",
              "birth_date IS NULL OR to_date(birth_date, 'yyyy-MM-dd')"
                  + " BETWEEN date'1900-01-01' AND to_date(dms_ts)"),
          satisfies("tier_in_range", "tier IS NULL OR tier BETWEEN 1 AND 3"),
          satisfies("credit_limit_in_range", "credit_limit IS NULL OR credit_limit >= 0"),
          satisfies("status_is_accepted", "status IS NULL OR status IN ('active', 'closed')"),
          satisfies("email_matches", "email IS NULL OR email RLIKE '^[^@\\\\s]+@[^@\\\\s]+$'"),
          satisfies(
              "country_code_matches", "country_code IS NULL OR country_code RLIKE '^[A-Z]{2}$'"),
          satisfies("full_name_is_short", "full_name IS NULL OR char_length(full_name) <= 40"),
          satisfies(
              "updated_after_created",
              "updated_at IS NULL OR created_at IS NULL OR updated_at >= created_at"));

  private DeequRowLevel() {}

  /** Takes the folder of the files and the folder to write to. */
  public static void main(String... arguments) {
    var spark = SparkSessions.open("deequ");
    var rows = spark.read().parquet(arguments[0]);
    var checks = JavaConverters.asScalaBuffer(CHECKS).toSeq();
    var result = new VerificationSuite().onData(rows).addChecks(checks).run();
    VerificationResult.rowLevelResultsAsDataFrame(spark, result, rows)
        .write()
        .format("delta")
        .save(arguments[1]);
    spark.stop();
  }

  // A check's name becomes a column beside the data's own, and Delta takes no space in it.
  private static Check check(String name) {
    Seq<com.amazon.deequ.constraints.Constraint> nothing =
        JavaConverters.<com.amazon.deequ.constraints.Constraint>asScalaBuffer(List.of()).toSeq();
    return new Check(CheckLevel.Error(), name, nothing);
  }

  private static Check satisfies(String name, String condition) {
    return check(name)
        .satisfies(condition, name, new Whatever(), none(), List$.MODULE$.<String>empty(), none());
  }

  private static <T> Option<T> none() {
    return Option.empty();
  }

  /** What is asserted of the batch as a whole does not matter here: the rows do. */
  private static final class Whatever extends AbstractFunction1<Object, Object>
      implements Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public Object apply(Object share) {
      return true;
    }
  }
}
