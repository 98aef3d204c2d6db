package io.millrace.benchmarks;

import io.millrace.Arguments;
import io.millrace.Validation;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import io.millrace.run.Runner;
import io.millrace.run.SparkSessions;
import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A thousand customers change: late, so that versions are split under their orders, and at the end
 * of their histories, where no order moves.
 */
public final class Repointing {

  private static final int CHANGED = 1_000;

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final String place;

  private Repointing(SparkSession spark, String config, String place) {
    this.spark = spark;
    this.place = place;
    this.pipeline =
        Validation.of(new Arguments(Path.of(config), "local", Map.of("place", place)))
            .pipeline()
            .orElseThrow();
  }

  /** Takes a configuration, a folder, how many customers and orders there are, and rounds. */
  public static void main(String... arguments) {
    var spark = SparkSessions.open("re-pointing");
    new Repointing(spark, arguments[0], arguments[1])
        .measure(
            Long.parseLong(arguments[2]),
            Long.parseLong(arguments[3]),
            Integer.parseInt(arguments[4]));
    spark.stop();
  }

  private void measure(long customers, long orders, int rounds) {
    var changes = new CustomerChanges(spark, customers, 10);
    land(changes.log(), "customers");
    land(orders(customers, orders), "orders");
    run();
    for (int round = 0; round <= rounds; round++) {
      land(changes.batch(2 * round, CHANGED, 0), "customers");
      told(round, "unmoved", timed());
      land(changes.batch(2 * round + 1, CHANGED, 100), "customers");
      told(round, "moved", timed());
      told(round, "unchanged", timed());
    }
  }

  private static void told(int round, String what, double seconds) {
    // The first round warms up.
    if (round > 0) {
      System.out.printf("%s %.2f%n", what, seconds);
    }
  }

  private double timed() {
    long began = System.nanoTime();
    run();
    return (System.nanoTime() - began) / 1e9;
  }

  private Dataset<Row> orders(long customers, long orders) {
    int files = (int) Math.max(2, orders / 1_000_000);
    return spark
        .range(0, orders, 1, files)
        .selectExpr(
            "'I' AS _op",
            "timestamp_seconds(1710000000 + id % 1000) AS _at",
            "true AS _load",
            "CAST(NULL AS ARRAY<STRING>) AS _position",
            "'LOAD00000001.parquet' AS _file",
            "id AS _row",
            "0L AS _batch",
            "xxhash64(id) AS _digest",
            "false AS _filtered",
            "'accepted' AS _status",
            "id AS order_id",
            "(id * 7919) %% %d AS customer_id".formatted(customers),
            "timestamp_seconds(1700000000 + (id % 10) * 86400) AS ordered_at",
            "CAST(id % 10000 / 100 AS DECIMAL(12,2)) AS amount");
  }

  private void land(Dataset<Row> changes, String source) {
    changes
        .write()
        .format("delta")
        .partitionBy("_status")
        .mode("append")
        .save(place + "/lake/staging/" + source);
  }

  private void run() {
    var request =
        new RunRequest(UUID.randomUUID().toString(), EnumSet.of(Stage.DIMENSIONS, Stage.FACTS));
    new Runner(spark, pipeline, Fence.ALONE, Observer.ofSteps(System.err::println)).run(request);
  }
}
