package io.millrace.benchmarks;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Customers as a change log holds them: a load, then an update of each on every following day; and
 * batches of changes after that.
 *
 * @param versions how many changes each customer has at the start
 */
record CustomerChanges(SparkSession spark, long keys, int versions) {

  private static final long ROWS_PER_FILE = 1_000_000;

  /** All that has landed before the first batch, each customer's changes beside each other. */
  Dataset<Row> log() {
    long rows = keys * versions;
    int files = (int) Math.max(2, rows / ROWS_PER_FILE);
    return changes(
        spark
            .range(0, rows, 1, files)
            .selectExpr(
                "id DIV %d AS customer_id".formatted(versions),
                "CAST(id %% %d AS INT) AS day".formatted(versions),
                "id AS _row"),
        "IF(day = 0, 'I', 'U')",
        "(customer_id + day)",
        "0");
  }

  /**
   * A batch of changes of different customers: updates, of which every tenth changes nothing, every
   * fiftieth is a delete, every hundredth changes the overwritten column, one is a new customer.
   *
   * @param late how many of a hundred changes happened before the customer's last
   */
  Dataset<Row> batch(int number, long changes, int late) {
    int day = versions + number;
    var rows =
        spark
            .range(0, changes, 1, 2)
            .selectExpr(
                "IF(id %% 100 = 4, %d + id, (id * 7919 + %d) %% %d) AS customer_id"
                    .formatted(keys + number * changes, number * 31, keys),
                "%d - IF(id %% 100 < %d, %d, 0) AS day".formatted(day, late, Math.max(1, day / 2)),
                "id AS _row",
                "id");
    return changes(
        rows,
        "CASE WHEN id % 50 = 3 THEN 'D' WHEN id % 100 = 4 THEN 'I' ELSE 'U' END",
        "IF(id %% 10 = 2, customer_id + %d, customer_id + day)".formatted(versions - 1),
        "IF(id %% 100 = 1, %d, 0)".formatted(number));
  }

  private static Dataset<Row> changes(Dataset<Row> rows, String op, String tier, String email) {
    return rows.selectExpr(
        op + " AS _op",
        "timestamp_seconds(1700000000 + day * 86400 + customer_id % 40000) AS _at",
        "day = 0 AS _load",
        "CAST(NULL AS ARRAY<STRING>) AS _position",
        "'20260101-000000000.parquet' AS _file",
        "_row",
        "CAST(day AS BIGINT) AS _batch",
        "xxhash64(customer_id, day) AS _digest",
        "false AS _filtered",
        "'accepted' AS _status",
        "timestamp_seconds(1700000000 + day * 86400 + customer_id % 40000) AS _effective",
        "customer_id",
        "concat('user', customer_id, '+', %s, '@example.org') AS email".formatted(email),
        "concat('Name of ', customer_id) AS full_name",
        "date_add(date'1950-01-01', CAST(customer_id % 20000 AS INT)) AS birth_date",
        "CAST(1 + %s %% 97 AS INT) AS tier".formatted(tier),
        "IF(customer_id % 4 = 0, 'closed', 'active') AS status",
        "element_at(array('CH', 'DE', 'AT'), CAST(1 + customer_id % 3 AS INT)) AS country_code",
        "CAST((customer_id * 7919) % 1000000 / 100 AS DECIMAL(12,2)) AS credit_limit",
        "IF(day = 0, concat('Once upon a time ', customer_id), NULL) AS bio",
        "timestamp_seconds(1700000000 + day * 86400 + customer_id % 40000) AS updated_at");
  }
}
