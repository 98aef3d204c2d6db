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

/** Runs a pipeline's stages in their order and says what came of each table. */
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
    for (var stage : Stage.values()) {
      if (request.stages().contains(stage)) {
        for (var step : steps(stage, workplace)) {
          var result = result(stage, step);
          progress.accept(result);
          steps.add(result);
        }
      }
    }
    return new RunResult(request.runId(), steps, workplace.setAside(), workplace.drift());
  }

  private static StepResult result(Stage stage, Step step) {
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
    return new StepResult(stage, step.table(), counts, took, failure);
  }

  /** One table's work in a stage; it says how many rows it read and wrote. */
  record Step(String table, Supplier<Map<String, Long>> work) {}

  private static List<Step> steps(Stage stage, Workplace workplace) {
    return switch (stage) {
      case STAGING -> new StagingStage(workplace).steps();
      case DIMENSIONS -> new DimensionStage(workplace).steps();
      case FACTS -> new FactStage(workplace).steps();
      case PUBLISH -> new PublishStage(workplace).steps();
    };
  }
}
