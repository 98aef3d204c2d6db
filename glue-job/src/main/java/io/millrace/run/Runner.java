package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a pipeline's stages in their order, the tables of a stage side by side, and says what came
 * of each.
 */
public final class Runner {

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final Consumer<StepResult> progress;

  public Runner(SparkSession spark, Pipeline pipeline, Consumer<StepResult> progress) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.progress = progress;
  }

  public RunResult run(RunRequest request) {
    var steps = new ArrayList<StepResult>();
    var workplace = new Workplace(spark, pipeline, request);
    var tables = new SideBySide();
    for (var stage : Stage.values()) {
      if (request.stages().contains(stage)) {
        for (var wave : waves(stage, workplace)) {
          steps.addAll(tables.all(wave, step -> result(stage, step)));
        }
        if (stage == Stage.STAGING) {
          workplace.arrivals().writeDown();
        }
      }
    }
    return new RunResult(
        request.runId(), steps, workplace.setAside(), workplace.drift(), workplace.warnings());
  }

  private StepResult result(Stage stage, Step step) {
    SparkSession.setActiveSession(spark);
    var started = System.nanoTime();
    Map<String, Long> counts = Map.of();
    Optional<Failure> failure = Optional.empty();
    try {
      counts = step.work().get();
    } catch (Failure e) {
      // A source that fails adds nothing; the others go on, and so does what depends on it.
      if (stage != Stage.STAGING) {
        throw e;
      }
      failure = Optional.of(e);
    }
    var took = Duration.ofNanos(System.nanoTime() - started);
    var result = new StepResult(stage, step.table(), counts, took, failure);
    tell(result);
    return result;
  }

  private synchronized void tell(StepResult result) {
    progress.accept(result);
  }

  /** One table's work in a stage; it says how many rows it read and wrote. */
  record Step(String table, Supplier<Map<String, Long>> work) {}

  /** A stage's steps: each wave needs those before it, and nothing within itself. */
  private static List<List<Step>> waves(Stage stage, Workplace workplace) {
    return switch (stage) {
      case STAGING -> new StagingStage(workplace).waves();
      case DIMENSIONS -> new DimensionStage(workplace).waves();
      case FACTS -> new FactStage(workplace).waves();
      case PUBLISH -> new PublishStage(workplace).waves();
    };
  }
}
