package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a pipeline's stages in their order, the tables of a stage side by side, and says what came
 * of each.
 */
public final class Runner {

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final Fence fence;
  private final Observer observer;
  private final DeclaredColumns declared;

  public Runner(SparkSession spark, Pipeline pipeline, Fence fence, Observer observer) {
    this(spark, pipeline, fence, observer, new DeclaredColumns());
  }

  /** A runner that need not work out again what others with the same sources have. */
  public Runner(
      SparkSession spark,
      Pipeline pipeline,
      Fence fence,
      Observer observer,
      DeclaredColumns declared) {
    this.declared = declared;
    this.spark = spark;
    this.pipeline = pipeline;
    this.fence = fence;
    this.observer = Observer.all(List.of(observer));
  }

  public RunResult run(RunRequest request) {
    var began = Instant.now();
    var steps = Collections.synchronizedList(new ArrayList<StepResult>());
    var workplace = new Workplace(spark, pipeline, request, fence, declared);
    observer.runBegan(
        new Observer.RunBegan(request.runId(), pipeline.name(), request.stages(), began));
    try {
      run(request, workplace, steps);
      var result = RunResult.of(workplace, began, steps, Optional.empty());
      observer.runEnded(result);
      return result;
    } catch (RuntimeException e) {
      observer.runEnded(RunResult.of(workplace, began, steps, Optional.of(Failure.of(e))));
      throw e;
    }
  }

  private void run(RunRequest request, Workplace workplace, List<StepResult> steps) {
    var tables = new SideBySide();
    for (var stage : Stage.values()) {
      if (request.stages().contains(stage)) {
        for (var wave : waves(stage, workplace)) {
          tables.all(wave, step -> steps.add(result(stage, step)));
        }
        if (stage == Stage.STAGING) {
          workplace.arrivals().writeDown();
        }
      }
    }
  }

  private StepResult result(Stage stage, Step step) {
    SparkSession.setActiveSession(spark);
    observer.stepBegan(new Observer.StepBegan(stage, step.table()));
    var began = Instant.now();
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
    var took = Duration.between(began, Instant.now());
    var result = new StepResult(stage, step.table(), began, counts, took, failure);
    observer.stepEnded(result);
    return result;
  }

  /** One table's work in a stage; it says how many rows it read and wrote. */
  record Step(String table, Supplier<Map<String, Long>> work) {}

  /** A stage's steps: each wave needs those before it, and nothing within itself. */
  private static List<List<Step>> waves(Stage stage, Workplace workplace) {
    return switch (stage) {
      case STAGING ->
          workplace
              .again()
              .map(again -> new ReplayStage(workplace, again).waves())
              .orElseGet(() -> new StagingStage(workplace).waves());
      case DIMENSIONS -> new DimensionStage(workplace).waves();
      case FACTS -> new FactStage(workplace).waves();
      case PUBLISH -> new PublishStage(workplace).waves();
    };
  }
}
