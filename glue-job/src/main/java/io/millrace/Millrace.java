package io.millrace;

import io.millrace.pipeline.Pipeline;
import io.millrace.run.RunRequest;
import io.millrace.run.RunResult;
import io.millrace.run.Runner;
import io.millrace.run.SparkSessions;
import io.millrace.run.StepResult;
import java.util.function.Consumer;

/** Runs pipelines: what the command line and programs call. */
public final class Millrace {

  private Millrace() {}

  /** Runs what is asked of a pipeline; {@code progress} hears of each table as it ends. */
  public static RunResult run(
      Pipeline pipeline, RunRequest request, Consumer<StepResult> progress) {
    var spark = SparkSessions.open(pipeline.name().text());
    return new Runner(spark, pipeline, progress).run(request);
  }
}
