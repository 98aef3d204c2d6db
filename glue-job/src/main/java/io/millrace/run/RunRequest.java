package io.millrace.run;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What to run of a pipeline.
 *
 * @param anew the tables that are computed from the change logs anew, whatever they hold
 * @param again what staging reads again, in the place of new files
 * @param publishing how much of the lake a publish looks at
 * @param sources whose new files are read; all, where none is named. What follows from them follows
 */
public record RunRequest(
    String runId,
    Set<Stage> stages,
    Set<TableName> anew,
    Optional<Again> again,
    Publishing publishing,
    Set<TableName> sources) {

  public RunRequest {
    stages = Set.copyOf(stages);
    anew = Set.copyOf(anew);
    sources = Set.copyOf(sources);
  }

  public RunRequest(String runId, Set<Stage> stages) {
    this(runId, stages, Set.of());
  }

  public RunRequest(String runId, Set<Stage> stages, Set<TableName> sources) {
    this(runId, stages, Set.of(), Optional.empty(), Publishing.CHANGES, sources);
  }

  /** The same, under this id. */
  public RunRequest named(String id) {
    return new RunRequest(id, stages, anew, again, publishing, sources);
  }

  /** Every stage, under an id of its own. */
  public static RunRequest everything() {
    return new RunRequest(UUID.randomUUID().toString(), EnumSet.allOf(Stage.class));
  }

  /** Dimensions and facts, these of them anew, and what follows from that. */
  public static RunRequest rebuilding(Set<TableName> tables) {
    return new RunRequest(
        UUID.randomUUID().toString(),
        EnumSet.of(Stage.DIMENSIONS, Stage.FACTS),
        tables,
        Optional.empty(),
        Publishing.CHANGES,
        Set.of());
  }

  /** Rows read again, and what follows from that in dimensions and facts. */
  public static RunRequest reading(Again again) {
    return new RunRequest(
        UUID.randomUUID().toString(),
        EnumSet.of(Stage.STAGING, Stage.DIMENSIONS, Stage.FACTS),
        Set.of(),
        Optional.of(again),
        Publishing.CHANGES,
        Set.of());
  }

  /** The publish stage alone. */
  public static RunRequest publishing(Publishing publishing) {
    return new RunRequest(
        UUID.randomUUID().toString(),
        EnumSet.of(Stage.PUBLISH),
        Set.of(),
        Optional.empty(),
        publishing,
        Set.of());
  }

  /** Every table that can be computed anew. */
  public static Set<TableName> computed(Pipeline pipeline) {
    var tables = new LinkedHashSet<TableName>();
    pipeline.dimensions().forEach(dimension -> tables.add(dimension.dimension()));
    pipeline.facts().forEach(fact -> tables.add(fact.fact()));
    pipeline.stagings().stream()
        .filter(staging -> staging.isMirrored())
        .forEach(staging -> tables.add(staging.staging()));
    return tables;
  }
}
