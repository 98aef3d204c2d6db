package io.millrace.testing;

import io.millrace.lake.Little;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest;
import io.millrace.run.DeclaredColumns;
import io.millrace.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Runs tests side by side, each on a lake of its own, all in one Spark session. */
public final class PipelineTests {

  /** When dimensions and facts are brought to what has arrived. */
  public enum Pace {
    /** Once, after the last batch. */
    AT_ONCE,
    /** After each batch, and as for large tables: from what is kept of each key where it can be. */
    BATCH_BY_BATCH
  }

  private PipelineTests() {}

  /** What came of each test; {@code progress} hears of them in their order. */
  public static List<Outcome> run(
      Pipeline pipeline, List<PipelineTest> tests, Pace pace, Consumer<Outcome> progress) {
    var spark = session(pipeline, pace);
    var declared = new DeclaredColumns();
    var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      var place = Files.createTempDirectory("millrace-test");
      try {
        var running = new ArrayList<Future<Outcome>>();
        for (int i = 0; i < tests.size(); i++) {
          running.add(
              threads.submit(
                  trial(spark, declared, pipeline, tests.get(i), pace, place.resolve("" + i))));
        }
        var outcomes = new ArrayList<Outcome>();
        for (var next : running) {
          var outcome = next.get();
          progress.accept(outcome);
          outcomes.add(outcome);
        }
        return outcomes;
      } finally {
        threads.shutdownNow();
        remove(place);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tests were running", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A session for a few rows: what serves many only costs time here. */
  private static SparkSession session(Pipeline pipeline, Pace pace) {
    var spark = SparkSessions.forLittle(SparkSessions.open(pipeline.name().text()));
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
    spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
    spark.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
    spark.conf().set("spark.sql.files.minPartitionNum", "1");
    if (pace == Pace.BATCH_BY_BATCH) {
      spark.conf().set(Little.SETTING, "0");
    }
    return spark;
  }

  private static Callable<Outcome> trial(
      SparkSession spark,
      DeclaredColumns declared,
      Pipeline pipeline,
      PipelineTest test,
      Pace pace,
      Path place) {
    return () -> {
      SparkSession.setActiveSession(spark);
      var started = System.nanoTime();
      List<String> failures;
      try {
        failures = new Trial(spark, declared, pipeline, test, pace, place).failures();
      } catch (RuntimeException e) {
        failures = List.of(e.toString());
      } finally {
        remove(place);
      }
      return new Outcome(test, failures, Duration.ofNanos(System.nanoTime() - started));
    };
  }

  private static void remove(Path place) throws IOException {
    if (Files.exists(place)) {
      try (var files = Files.walk(place)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
