package io.millrace.run;

import io.millrace.lake.Compaction;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Keeps the lake's files few, large and current, within the time that the configuration allows. */
public final class Maintenance {

  /** So many small files of one table are put together without being asked. */
  static final int BY_ITSELF = 64;

  private static final int WHEN_ASKED = 2;

  private final Pipeline pipeline;
  private final Lake lake;

  public Maintenance(SparkSession spark, Pipeline pipeline) {
    this.pipeline = pipeline;
    this.lake = new Lake(spark, pipeline.environment().lake());
  }

  /** What came of one table; {@code left} is what the time did not suffice for. */
  public record Result(String table, Compaction.Result compacted, boolean left, Duration took) {

    @Override
    public String toString() {
      if (left) {
        return "%-20s left for the next time: `maintain: {within: …}` has passed".formatted(table);
      }
      return "%-20s %s (%.1f s)".formatted(table, compacted, took.toMillis() / 1000.0);
    }
  }

  /** Maintains every change log; {@code progress} hears of each as it is done. */
  public List<Result> maintain(Consumer<Result> progress) {
    var settings = pipeline.environment().maintain();
    long deadline = System.nanoTime() + settings.within().toNanos();
    var results = new ArrayList<Result>();
    for (var staging : pipeline.stagings()) {
      if (lake.changeLog(staging.staging()).exists()) {
        var result = maintained(staging, deadline);
        progress.accept(result);
        results.add(result);
      }
    }
    return results;
  }

  private Result maintained(Staging staging, long deadline) {
    var started = System.nanoTime();
    var table = staging.staging().text();
    if (started > deadline) {
      return new Result(table, Compaction.Result.NOTHING, true, Duration.ZERO);
    }
    var settings = pipeline.environment().maintain();
    var log = lake.changeLog(staging.staging());
    var compacted = log.compaction(staging.key(), settings.targetFile()).compact(WHEN_ASKED);
    log.vacuum(settings.vacuumAfter());
    var took = Duration.ofNanos(System.nanoTime() - started);
    return new Result(table, compacted, false, took);
  }
}
