package io.millrace.run;

import io.millrace.cdc.Batch;
import io.millrace.cdc.Drift;
import io.millrace.cdc.SetAside;
import io.millrace.lake.Lake;
import io.millrace.lake.Origin;
import io.millrace.lake.Sequences;
import io.millrace.lake.StoredTable;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What every stage of a run works with. */
final class Workplace {

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final RunRequest request;
  private final Lake lake;
  private final List<SetAside> setAside = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Account account = new Account();
  private final Arrivals arrivals = new Arrivals(this);
  private final DeclaredColumns declared;
  private final Clock clock;
  private Optional<Sequences.Sequence> sequence = Optional.empty();

  Workplace(SparkSession spark, Pipeline pipeline, RunRequest request, Fence fence) {
    this(spark, pipeline, request, fence, new DeclaredColumns(), Clock.systemUTC());
  }

  Workplace(
      SparkSession spark,
      Pipeline pipeline,
      RunRequest request,
      Fence fence,
      DeclaredColumns declared,
      Clock clock) {
    this.declared = declared;
    this.clock = clock;
    this.spark = spark;
    this.pipeline = pipeline;
    this.request = request;
    this.lake = new Lake(spark, pipeline.environment().lake(), fence);
  }

  Publishing publishing() {
    return request.publishing();
  }

  String runId() {
    return request.runId();
  }

  /** What time it is, by a clock that somebody may set while the run is at work. */
  Instant now() {
    return clock.instant();
  }

  SparkSession spark() {
    return spark;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Lake lake() {
    return lake;
  }

  /** What a table was computed from; nothing where it is to be computed anew. */
  Optional<Origin> before(TableName name, StoredTable table) {
    return isAnew(name) ? Optional.empty() : table.origin();
  }

  /** What is read again in the place of new files. */
  Optional<Again> again() {
    return request.again();
  }

  boolean isAnew(TableName name) {
    return request.anew().contains(name);
  }

  /** The columns of a source's change log as its configuration declares them. */
  StructType declared(Staging staging) {
    return declared.of(staging, this);
  }

  synchronized void drift(List<Drift> found) {
    drift.addAll(found);
  }

  /** How the columns of files changed in this run. */
  synchronized List<Drift> drift() {
    return List.copyOf(drift);
  }

  /** Writes a refusal down; of tables side by side one after the other, so that none conflicts. */
  synchronized void refuse(Batch batch, List<String> gates, String said) {
    lake.gates().refuse(batch, gates, said, now());
  }

  synchronized void warn(String warning) {
    warnings.add(warning);
  }

  /** What somebody should know of, although the run goes on. */
  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What came of every file so far. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** What batches and checks amount to. */
  Account account() {
    return account;
  }

  /** Whether this run takes new files of a source. */
  boolean takes(Staging staging) {
    return request.sources().isEmpty() || request.sources().contains(staging.staging());
  }

  synchronized void setAside(SetAside file) {
    setAside.add(file);
  }

  /** The files that this run could not read. */
  synchronized List<SetAside> setAside() {
    return List.copyOf(setAside);
  }

  /** This run's sequence, taken when the first row is to be changed. */
  synchronized long sequence() {
    if (sequence.isEmpty()) {
      sequence = Optional.of(lake.sequences().next(request.runId()));
    }
    return sequence.get().number();
  }
}
