package io.millrace.run;

import io.millrace.cdc.Batch;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Spelling;
import io.millrace.pipeline.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Somebody's word that a refused batch may land as it is, under the gates that refused it. */
public final class Acceptance {

  private static final Pattern NAME = Pattern.compile("([^/]+)/(\\d{1,18})");

  private final Pipeline pipeline;
  private final Lake lake;

  public Acceptance(SparkSession spark, Pipeline pipeline, Fence fence) {
    this.pipeline = pipeline;
    this.lake = new Lake(spark, pipeline.environment().lake(), fence);
  }

  /** Accepts a batch, named like {@code customers/3}; gives the gates that it may break. */
  public Set<String> of(String name) {
    var batch = batch(name);
    if (batch.number() <= lake.changeLog(batch.source()).lastBatch()) {
      throw wrong("batch " + name + " has landed already: there is nothing to accept");
    }
    var gates =
        lake.gates()
            .refused(batch)
            .orElseThrow(
                () ->
                    wrong(
                        "no gate has refused batch "
                            + name
                            + " so far: run the pipeline, and read what the run says of it"));
    if (!lake.gates().accepted(batch).containsAll(gates)) {
      lake.gates().accept(batch, gates, Instant.now());
    }
    return gates;
  }

  private Batch batch(String name) {
    var parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw wrong("'" + name + "' names no batch: write TABLE/NUMBER, e.g. customers/3");
    }
    var tables = pipeline.stagings().stream().map(table -> table.staging().text()).toList();
    if (!tables.contains(parts.group(1))) {
      throw wrong(
          "there is no staging table '"
              + parts.group(1)
              + "': "
              + Spelling.suggestion(parts.group(1), tables));
    }
    long number = Long.parseLong(parts.group(2));
    var source = TableName.of(parts.group(1));
    var batches = lake.batches().read().getOrDefault(source, List.of());
    return batches.stream()
        .filter(batch -> batch.number() == number)
        .findFirst()
        .orElseThrow(() -> wrong("there is no batch " + name + ": " + waiting(source, batches)));
  }

  private String waiting(TableName source, List<Batch> batches) {
    long landed = lake.changeLog(source).lastBatch();
    var open =
        batches.stream()
            .filter(batch -> batch.number() > landed)
            .map(Batch::name)
            .collect(Collectors.joining(", "));
    return open.isEmpty() ? "no batch of " + source + " waits" : "waiting: " + open;
  }

  private static Failure wrong(String message) {
    return new Failure(Failure.Kind.CONFIGURATION, message);
  }
}
