package io.millrace.run;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Who hears of a run besides the one who started it: its books, a topic, a lineage collector. */
public final class Listeners {

  private static final String LINEAGE_KEY = "OPENLINEAGE_API_KEY";

  private Listeners() {}

  /** All of them, {@code first} first; what the others have to say is told to it. */
  public static Observer of(SparkSession spark, Pipeline pipeline, Fence fence, Observer first) {
    var environment = pipeline.environment();
    var all = new ArrayList<Observer>();
    all.add(first);
    environment
        .lineage()
        .map(
            lineage ->
                new Lineage(
                    pipeline,
                    lineage.openlineage(),
                    Optional.ofNullable(System.getenv(LINEAGE_KEY)),
                    first))
        .ifPresent(all::add);
    var readers = new ArrayList<Observer>();
    readers.add(first);
    environment
        .alerts()
        .map(alerts -> new FailureNotice(alerts.sns(), first))
        .ifPresent(readers::add);
    all.add(new Books(spark, pipeline, fence, Observer.all(readers)));
    return Observer.all(all);
  }
}
