package io.millrace.benchmarks;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What an engineer writes with Delta alone: one MERGE that closes the current version of what has
 * changed and opens the next. It takes changes as they come: a late one is the newest to it.
 */
record NaiveMerge(SparkSession spark, String folder) {

  private static final String COLUMNS =
      "customer_id, email, full_name, birth_date, tier, status, country_code, credit_limit, bio,"
          + " updated_at";

  private static final String SAME =
      "t.email <=> b.email AND t.full_name <=> b.full_name AND t.tier <=> b.tier"
          + " AND t.status <=> b.status AND t.country_code <=> b.country_code"
          + " AND t.credit_limit <=> b.credit_limit";

  void create(Dataset<Row> log) {
    log.createOrReplaceTempView("log");
    spark
        .sql(
            "SELECT xxhash64(customer_id, _at) AS customer_key, "
                + COLUMNS
                + ", _at AS valid_from, lead(_at) OVER (PARTITION BY customer_id ORDER BY _at)"
                + " AS valid_to FROM log")
        .selectExpr("*", "valid_to IS NULL AS is_current")
        .write()
        .format("delta")
        .save(folder);
  }

  void merge(Dataset<Row> batch) {
    batch.createOrReplaceTempView("batch");
    var table = "delta.`" + folder + "`";
    spark.sql(
        "MERGE INTO "
            + table
            + " t USING (SELECT customer_id AS merge_key, * FROM batch UNION ALL SELECT NULL AS"
            + " merge_key, b.* FROM batch b JOIN "
            + table
            + " t ON t.customer_id = b.customer_id AND t.is_current WHERE b._op <> 'D' AND NOT ("
            + SAME
            + ")) b ON t.customer_id = b.merge_key AND t.is_current WHEN MATCHED AND (b._op = 'D'"
            + " OR NOT ("
            + SAME
            + ")) THEN UPDATE SET valid_to = b._at, is_current = false WHEN NOT MATCHED AND b._op"
            + " <> 'D' THEN INSERT (customer_key, "
            + COLUMNS
            + ", valid_from, valid_to, is_current) VALUES (xxhash64(b.customer_id, b._at), "
            + "b."
            + COLUMNS.replace(", ", ", b.")
            + ", b._at, NULL, true)");
  }
}
