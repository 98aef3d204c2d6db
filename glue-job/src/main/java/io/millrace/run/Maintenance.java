package io.millrace.run;

import io.millrace.history.DimensionShape;
import io.millrace.history.FactShape;
import io.millrace.lake.Compaction;
import io.millrace.lake.Lake;
import io.millrace.lake.LakeTable;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps all files of a lake few, large and current, within the time that the configuration allows:
 * change logs, dimensions, facts, mirrors, control tables, and what publishing left behind. What
 * the time does not suffice for comes first the next time.
 */
public final class Maintenance {

  /** So many small files of one table are put together without being asked. */
  static final int BY_ITSELF = 64;

  private static final int WHEN_ASKED = 2;
  private static final String JOURNAL = "_millrace/journal";
  private static final String BEGAN = "began";
  private static final String LEFTOVERS = "temporary files, old reports";

  private final Pipeline pipeline;
  private final Lake lake;

  public Maintenance(SparkSession spark, Pipeline pipeline, Fence fence) {
    this.pipeline = pipeline;
    this.lake = new Lake(spark, pipeline.environment().lake(), fence);
  }

  /**
   * What came of one table.
   *
   * @param removed files replaced long ago, or written and never committed
   * @param left whether the time did not suffice for it
   */
  public record Result(
      String table, Compaction.Result compacted, long removed, boolean left, Duration took) {

    /** Whether a file was written or removed. */
    public boolean did() {
      return compacted.files() > 0 || removed > 0;
    }

    @Override
    public String toString() {
      if (left) {
        return "%-36s left for the next time: `maintain: {within: …}` has passed".formatted(table);
      }
      return "%-36s %s, %d removed (%.1f s)"
          .formatted(table, compacted, removed, took.toMillis() / 1000.0);
    }
  }

  /** Maintains every table; {@code progress} hears of each as it is done. */
  public List<Result> maintain(Consumer<Result> progress) {
    long deadline = System.nanoTime() + pipeline.environment().maintain().within().toNanos();
    var times = new TreeMap<>(lake.maintained().read());
    var tables = new ArrayList<>(lake.tables());
    if (tables.isEmpty()) {
      return List.of();
    }
    tables.sort(
        Comparator.comparing((LakeTable table) -> times.getOrDefault(table.name(), Instant.MIN))
            .thenComparing(LakeTable::name));
    var results = new ArrayList<Result>();
    var layouts = layouts();
    for (var table : tables) {
      var result = maintained(table, layouts.getOrDefault(table.name(), List.of()), deadline);
      if (!result.left()) {
        times.put(table.name(), Instant.now());
      }
      progress.accept(result);
      results.add(result);
    }
    var leftovers = leftovers();
    progress.accept(leftovers);
    results.add(leftovers);
    times.keySet().retainAll(tables.stream().map(LakeTable::name).toList());
    lake.maintained().write(times);
    return results;
  }

  private Result maintained(LakeTable table, List<String> layout, long deadline) {
    var started = System.nanoTime();
    if (started > deadline) {
      return new Result(table.name(), Compaction.Result.NOTHING, 0, true, Duration.ZERO);
    }
    var settings = pipeline.environment().maintain();
    if (table.name().equals(JOURNAL)) {
      table.forget(BEGAN, Instant.now().minus(settings.keepRuns()));
    }
    var compacted = table.compact(WHEN_ASKED, layout, settings.targetFile());
    long removed = table.vacuum(settings.vacuumAfter());
    return new Result(
        table.name(), compacted, removed, false, Duration.ofNanos(System.nanoTime() - started));
  }

  private Result leftovers() {
    var started = System.nanoTime();
    var place =
        pipeline
            .environment()
            .warehouse()
            .flatMap(warehouse -> warehouse.tempdir())
            .orElseGet(lake::temporary);
    var settings = pipeline.environment().maintain();
    long removed =
        lake.loads(place).remove(settings.vacuumAfter())
            + lake.reports().remove(settings.keepRuns());
    return new Result(
        LEFTOVERS,
        Compaction.Result.NOTHING,
        removed,
        false,
        Duration.ofNanos(System.nanoTime() - started));
  }

  /** By which columns whoever reads a part of a table looks for it. */
  private Map<String, List<String>> layouts() {
    var layouts = new HashMap<String, List<String>>();
    for (var staging : pipeline.stagings()) {
      var key = names(staging.key());
      layouts.put("staging/" + staging.staging(), key);
      layouts.put("mirrors/" + staging.staging(), key);
    }
    for (var dimension : pipeline.dimensions()) {
      dimension
          .from()
          .flatMap(pipeline::staging)
          .map(source -> names(DimensionShape.key(dimension, source)))
          .ifPresent(key -> layouts.put("dimensions/" + dimension.dimension(), key));
    }
    for (var fact : pipeline.facts()) {
      var source = pipeline.staging(fact.from()).orElseThrow();
      layouts.put("facts/" + fact.fact(), new FactShape(fact, source.key()).grain());
    }
    return layouts;
  }

  private static List<String> names(List<Identifier> key) {
    return key.stream().map(Identifier::text).toList();
  }
}
