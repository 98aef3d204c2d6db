package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
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
  private final Stop stop;
  private final Retries retries;
  private final Clock clock;

  public Runner(SparkSession spark, Pipeline pipeline, Fence fence, Observer observer) {
    this(spark, pipeline, fence, observer, Clock.systemUTC());
  }

  /** A runner that need not work out again what others with the same sources have. */
  public Runner(
      SparkSession spark,
      Pipeline pipeline,
      Fence fence,
      Observer observer,
      DeclaredColumns declared) {
    this(spark, pipeline, fence, observer, declared, Stop.never(), Clock.systemUTC());
  }

  /** A runner that ends early when that is wished. */
  public Runner(SparkSession spark, Pipeline pipeline, Fence fence, Observer observer, Stop stop) {
    this(spark, pipeline, fence, observer, new DeclaredColumns(), stop, Clock.systemUTC());
  }

  /** A runner that tells the time by this clock. */
  public Runner(
      SparkSession spark, Pipeline pipeline, Fence fence, Observer observer, Clock clock) {
    this(spark, pipeline, fence, observer, new DeclaredColumns(), Stop.never(), clock);
  }

  private Runner(
      SparkSession spark,
      Pipeline pipeline,
      Fence fence,
      Observer observer,
      DeclaredColumns declared,
      Stop stop,
      Clock clock) {
    this.declared = declared;
    this.clock = clock;
    this.retries = Retries.configured();
    this.stop = stop;
    this.spark = spark;
    this.pipeline = pipeline;
    this.fence = fence;
    this.observer = Observer.all(List.of(observer));
  }

  /** Every table that can finish does; then the run fails, and says all that went wrong. */
  public RunResult run(RunRequest request) {
    var began = clock.instant();
    var watch = new Stopwatch();
    var steps = Collections.synchronizedList(new ArrayList<StepResult>());
    var workplace = new Workplace(spark, pipeline, request, fence, declared, clock);
    observer.runBegan(
        new Observer.RunBegan(request.runId(), pipeline.name(), request.stages(), began));
    RunResult result;
    try {
      run(request, workplace, steps);
      result = RunResult.of(workplace, began, watch.took(), steps, Optional.empty());
    } catch (Exception | Error e) {
      var failure = Diagnosis.of(e);
      observer.runEnded(RunResult.of(workplace, began, watch.took(), steps, Optional.of(failure)));
      throw failure;
    }
    observer.runEnded(result);
    requireFinished(result);
    return result;
  }

  private void run(RunRequest request, Workplace workplace, List<StepResult> steps) {
    var tables = new SideBySide();
    for (var stage : Stage.values()) {
      if (request.stages().contains(stage)) {
        var waves =
            retries.of(() -> waves(stage, workplace), fence, told(stage, pipeline.name().text()));
        for (var wave : waves) {
          tables.all(wave, step -> steps.add(result(stage, step)));
        }
        if (stage == Stage.STAGING) {
          retries.of(
              () -> {
                workplace.arrivals().writeDown();
                return true;
              },
              fence,
              told(stage, pipeline.name().text()));
        }
      }
    }
    // Who was replaced does not say that it is done, even where the other left nothing to do.
    fence.check();
  }

  private StepResult result(Stage stage, Step step) {
    SparkSession.setActiveSession(spark);
    stop.check(stage, step.table());
    fence.check();
    observer.stepBegan(new Observer.StepBegan(stage, step.table()));
    var began = clock.instant();
    var watch = new Stopwatch();
    Map<String, Long> counts = Map.of();
    Optional<Failure> failure = Optional.empty();
    try {
      counts = retries.of(step.work(), fence, told(stage, step.table()));
    } catch (Failure e) {
      // What fails adds nothing; the others go on, and so does what depends on it.
      failure = Optional.of(e);
    }
    var result = new StepResult(stage, step.table(), began, counts, watch.took(), failure);
    observer.stepEnded(result);
    return result;
  }

  private Retries.Heard told(Stage stage, String table) {
    return (number, why, pause) ->
        observer.tryFailed(new Observer.TryFailed(stage, table, number, why, pause));
  }

  /** A source that adds nothing is the result's to say: the tables are as they were before it. */
  private static void requireFinished(RunResult result) {
    var unfinished =
        result.steps().stream().anyMatch(step -> step.stage() != Stage.STAGING && step.failed());
    if (unfinished) {
      var failures = result.failures();
      var messages = failures.stream().map(Failure::getMessage).distinct().toList();
      var worst =
          failures.stream()
              .filter(failure -> failure.kind() != Failure.Kind.TRANSIENT)
              .findFirst()
              .orElse(failures.get(0));
      throw messages.size() == 1
          ? worst
          : new Failure(worst.kind(), String.join("\n", messages), worst);
    }
  }

  /** How long something took, whoever sets the clock meanwhile. */
  private record Stopwatch(long began) {

    Stopwatch() {
      this(System.nanoTime());
    }

    Duration took() {
      return Duration.ofNanos(System.nanoTime() - began);
    }
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
