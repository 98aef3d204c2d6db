package io.millrace;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Problem;
import io.millrace.plan.Review;
import io.millrace.transform.SparkSql;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What came of reading a pipeline's files: the pipeline when nothing is wrong with it, else every
 * mistake.
 */
public record Validation(Optional<Pipeline> pipeline, List<Problem> problems) {

  /** Reads all files and holds them against each other; nothing else is read or written. */
  public static Validation of(Arguments arguments) {
    Configuration configuration =
        Configuration.read(
            arguments.config(), arguments.environment(), arguments.variables(), System::getenv);
    var problems = new TreeSet<Problem>(configuration.problems());
    configuration
        .pipeline()
        .map(pipeline -> reviewed(pipeline, configuration))
        .ifPresent(problems::addAll);
    return new Validation(
        configuration.pipeline().filter(pipeline -> problems.isEmpty()), List.copyOf(problems));
  }

  private static List<Problem> reviewed(Pipeline pipeline, Configuration configuration) {
    return Review.problems(
        pipeline,
        configuration.unread(),
        configuration.problems(),
        configuration.places(),
        new SparkSql());
  }
}
