package io.millrace;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Problem;
import io.millrace.plan.Review;
import io.millrace.quality.Dqdl;
import io.millrace.transform.SparkSql;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * What came of reading a pipeline's files: the pipeline when nothing is wrong with it, else every
 * mistake.
 */
public record Validation(Optional<Pipeline> pipeline, List<Problem> problems) {

  /** Reads all files and holds them against each other; nothing else is read or written. */
  public static Validation of(Arguments arguments) {
    var sql = new SparkSql();
    // Spark's grammar takes a while to load; it does so while the files are read.
    var loading = CompletableFuture.runAsync(() -> sql.expression(new Expression("a + 1")));
    Configuration configuration =
        Configuration.read(
            arguments.config(), arguments.environment(), arguments.variables(), System::getenv);
    var problems = new TreeSet<Problem>(configuration.problems());
    loading.join();
    configuration
        .pipeline()
        .map(pipeline -> reviewed(pipeline, configuration, sql))
        .ifPresent(problems::addAll);
    return new Validation(
        configuration.pipeline().filter(pipeline -> problems.isEmpty()), List.copyOf(problems));
  }

  private static List<Problem> reviewed(
      Pipeline pipeline, Configuration configuration, SparkSql sql) {
    return Review.problems(
        pipeline,
        configuration.unread(),
        configuration.problems(),
        configuration.places(),
        sql,
        new Dqdl());
  }
}
