package io.millrace.testing;

import io.millrace.lake.Lake;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.PipelineTest.GivenBatch;
import io.millrace.pipeline.PipelineTest.Shown;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.run.DeclaredColumns;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import io.millrace.run.Runner;
import io.millrace.run.Stage;
import io.millrace.run.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/** One test: its batches delivered one after the other, then what came of them looked at. */
final class Trial {

  // A file is written after its rows; where they have no times, a day after the one before it.
  private static final Instant FIRST_DELIVERY = Instant.parse("2000-01-01T00:00:00Z");
  private static final DateTimeFormatter CHANGES =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SparkSession spark;
  private final DeclaredColumns declared;
  private final PipelineTest test;
  private final PipelineTests.Pace pace;
  private final Pipeline pipeline;
  private final Path raw;
  private final Set<TableName> refused = new TreeSet<>();
  private final List<String> failures = new ArrayList<>();
  private Instant now = FIRST_DELIVERY;

  Trial(
      SparkSession spark,
      DeclaredColumns declared,
      Pipeline whole,
      PipelineTest test,
      PipelineTests.Pace pace,
      Path place) {
    this.spark = spark;
    this.declared = declared;
    this.test = test;
    this.pace = pace;
    this.raw = place.resolve("raw");
    this.pipeline =
        Excerpt.of(
            whole,
            test,
            new Location(raw.toString()),
            new Location(place.resolve("lake").toString()));
  }

  /** Everything that is not as expected. */
  List<String> failures() throws IOException {
    deliver();
    if (failures.isEmpty()) {
      bring();
    }
    if (failures.isEmpty()) {
      compare();
    }
    return failures;
  }

  private void deliver() throws IOException {
    for (var staging : pipeline.stagings()) {
      if (!test.given().containsKey(staging.staging())) {
        DmsFile.empty(staging).write(file(staging, "LOAD00000001"), now);
      }
    }
    for (var given : test.given().entrySet()) {
      var staging = pipeline.staging(given.getKey()).orElseThrow();
      for (var batch : given.getValue()) {
        now = written(staging, batch);
        var name = batch.file().orElseGet(() -> CHANGES.format(now));
        new DmsFile(staging, batch).write(file(staging, name), now);
        run(Set.of(Stage.STAGING)).forEach(this::hear);
        if (pace == PipelineTests.Pace.BATCH_BY_BATCH) {
          bring();
        }
      }
    }
    for (var source : test.expect().refused()) {
      if (!refused.contains(source)) {
        failures.add("refused: " + source + ": no batch of it was refused");
      }
    }
  }

  /** When DMS would have written a batch: after the last one, and after each of its rows. */
  private Instant written(Staging staging, GivenBatch batch) {
    var next = now.plus(Duration.ofDays(1));
    return staging.source().timestamp().stream()
        .flatMap(name -> batch.batch().stream().map(row -> row.get(name)))
        .filter(Objects::nonNull)
        .flatMap(cell -> cell.text().stream())
        .flatMap(text -> Values.time(text).stream())
        .map(time -> time.plusSeconds(1))
        .filter(next::isBefore)
        .max(Instant::compareTo)
        .orElse(next);
  }

  private Path file(Staging staging, String name) {
    return raw.resolve(staging.source().path()).resolve(name + ".parquet");
  }

  private void hear(StepResult step) {
    step.failure()
        .ifPresent(
            failure -> {
              var source = new TableName(Identifier.of(step.table()));
              refused.add(source);
              if (failure.kind() != Failure.Kind.REFUSED
                  || !test.expect().refused().contains(source)) {
                failures.add(source + ": " + failure.getMessage());
              }
            });
  }

  private void bring() {
    boolean isAboutStagingAlone =
        pipeline.dimensions().isEmpty()
            && pipeline.facts().isEmpty()
            && pipeline.stagings().stream().noneMatch(Staging::isMirrored);
    if (!isAboutStagingAlone) {
      try {
        run(Set.of(Stage.DIMENSIONS, Stage.FACTS));
      } catch (Failure failure) {
        failures.add(failure.getMessage());
      }
    }
  }

  private List<StepResult> run(Set<Stage> stages) {
    return new Runner(spark, pipeline, Fence.ALONE, new Observer() {}, declared)
        .run(new RunRequest(UUID.randomUUID().toString(), stages))
        .steps();
  }

  private void compare() {
    var lake = new Lake(spark, pipeline.environment().lake(), Fence.READING);
    test.expect()
        .tables()
        .forEach(
            (expected, rows) -> {
              var found = Found.of(pipeline, lake, expected, rows.columns());
              var comparison =
                  Comparison.of(
                      rows.columns().stream().map(Shown::toString).toList(),
                      Expectations.of(pipeline, expected, rows, found.types()),
                      found.rows());
              if (!comparison.isSame()) {
                failures.addAll(DiffText.of(expected.toString(), comparison));
              }
            });
  }
}
