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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Batches of changes into a dimension of versions: how long one takes. */
public final class Scd2 {

  private final SparkSession spark;
  private final CustomerChanges customers;
  private final Pipeline pipeline;
  private final String place;

  private Scd2(SparkSession spark, String config, String place, long keys, int versions) {
    this.spark = spark;
    this.customers = new CustomerChanges(spark, keys, versions);
    this.place = place;
    this.pipeline =
        Validation.of(new Arguments(Path.of(config), "local", Map.of("place", place)))
            .pipeline()
            .orElseThrow();
  }

  /**
   * Takes a configuration, a folder, how many keys, versions of each, changes in a batch, and
   * rounds; then what is measured in each round: {@code run} or {@code late}, and after it {@code
   * merge} or {@code hudi}.
   */
  public static void main(String... arguments) {
    var spark = SparkSessions.open("scd2");
    var scd2 =
        new Scd2(
            spark,
            arguments[0],
            arguments[1],
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]));
    var measured = List.of(arguments).subList(6, arguments.length);
    scd2.measure(Long.parseLong(arguments[4]), Integer.parseInt(arguments[5]), measured);
    spark.stop();
  }

  private void measure(long changes, int rounds, List<String> measured) {
    var merge = new NaiveMerge(spark, place + "/naive");
    var hudi = new HudiUpsert(place + "/hudi");
    land(customers.log());
    run();
    if (measured.contains("merge")) {
      merge.create(customers.log());
    }
    if (measured.contains("hudi")) {
      hudi.create(customers.log());
    }
    int number = 0;
    for (int round = 0; round <= rounds; round++) {
      for (var what : measured) {
        boolean isOurs = !List.of("merge", "hudi").contains(what);
        // Others get what ours got before them.
        int given = isOurs ? number++ : number - 1;
        var batch = kept(customers.batch(given, changes, what.equals("late") ? 1 : 0), given);
        if (isOurs) {
          land(batch);
        }
        long began = System.nanoTime();
        switch (what) {
          case "merge" -> merge.merge(batch);
          case "hudi" -> hudi.upsert(batch);
          default -> run();
        }
        // The first round warms up.
        if (round > 0) {
          System.out.printf("%s %.2f%n", what, (System.nanoTime() - began) / 1e9);
        }
      }
    }
  }

  /** A batch as it is on disk: to make it is not what is measured. */
  private Dataset<Row> kept(Dataset<Row> batch, int number) {
    var file = place + "/batches/" + number;
    batch.write().mode("overwrite").parquet(file);
    return spark.read().parquet(file);
  }

  private void land(Dataset<Row> changes) {
    changes
        .write()
        .format("delta")
        .partitionBy("_status")
        .mode("append")
        .save(place + "/lake/staging/customers");
  }

  private void run() {
    var request = new RunRequest(UUID.randomUUID().toString(), EnumSet.of(Stage.DIMENSIONS));
    new Runner(spark, pipeline, Fence.ALONE, Observer.ofSteps(System.err::println)).run(request);
  }
}
