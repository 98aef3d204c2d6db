package io.millrace.run;

import io.millrace.journal.Entry;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The runs of a lake that have ended, as its journal has them. */
public record Ended(Lake lake) {

  public static Ended of(SparkSession spark, Pipeline pipeline) {
    return new Ended(new Lake(spark, pipeline.environment().lake(), Fence.READING));
  }

  /** So many of them, the newest first. */
  public List<Entry> last(int runs) {
    return lake.journal().last(runs);
  }

  /** The run whose id begins so, or the last one. */
  public Entry run(Optional<String> beginning) {
    var found = beginning.map(lake.journal()::of).orElseGet(() -> lake.journal().last(1));
    var runs = found.stream().map(Entry::run).distinct().toList();
    if (runs.isEmpty()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          beginning
                  .map(id -> "the journal of " + lake.root() + " has no run '" + id + "'")
                  .orElse("no run has ended yet in " + lake.root())
              + "\n    millrace runs lists those that are there");
    }
    if (runs.size() > 1) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "'%s' could be any of %d runs; write more of it: %s"
              .formatted(
                  beginning.orElse(""),
                  runs.size(),
                  runs.stream().limit(5).collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }
}
