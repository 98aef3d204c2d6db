package io.millrace.history;

import io.millrace.pipeline.Generate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One row per day, keyed by yyyymmdd, and the unknown day. */
public final class DateDimension {

  private DateDimension() {}

  public static Dataset<Row> of(SparkSession spark, Generate days) {
    var dates =
        spark.sql(
            "SELECT explode(sequence(DATE '"
                + days.from()
                + "', DATE '"
                + days.to()
                + "')) AS date UNION ALL SELECT CAST(NULL AS DATE)");
    return dates.selectExpr(
        "coalesce(CAST(date_format(date, 'yyyyMMdd') AS BIGINT), -1L) AS date_key",
        "date",
        "year(date) AS year",
        "quarter(date) AS quarter",
        "month(date) AS month",
        "date_format(date, 'MMMM') AS month_name",
        "weekofyear(date) AS iso_week",
        "day(date) AS day_of_month",
        "weekday(date) + 1 AS iso_day_of_week",
        "date_format(date, 'EEEE') AS day_name",
        "weekday(date) >= 5 AS is_weekend");
  }
}
