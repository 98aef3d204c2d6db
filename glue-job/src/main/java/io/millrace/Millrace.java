package io.millrace;

import io.millrace.journal.Entry;
import io.millrace.lake.StoredTable;
import io.millrace.lease.Lease;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.plan.Lake;
import io.millrace.plan.Plan;
import io.millrace.plan.Served;
import io.millrace.run.Acceptance;
import io.millrace.run.Ended;
import io.millrace.run.Listeners;
import io.millrace.run.Maintenance;
import io.millrace.run.Observer;
import io.millrace.run.OpenWarehouse;
import io.millrace.run.Quarantine;
import io.millrace.run.RunRequest;
import io.millrace.run.RunResult;
import io.millrace.run.Runner;
import io.millrace.run.SparkSessions;
import io.millrace.run.Stop;
import io.millrace.run.Verification;
import io.millrace.run.WarehouseVerification;
import io.millrace.transform.SparkSql;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.ServedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Runs pipelines: what the command line and programs call. */
public final class Millrace {

  private Millrace() {}

  /** Lets a refused batch land with the next run; gives the gates that it may break. */
  public static Set<String> accept(Pipeline pipeline, String batch) {
    return alone(
        pipeline,
        UUID.randomUUID().toString(),
        "millrace accept " + batch,
        fence -> new Acceptance(open(pipeline), pipeline, fence).of(batch));
  }

  /** Runs what is asked of a pipeline; {@code observer} hears of everything as it happens. */
  public static RunResult run(Pipeline pipeline, RunRequest request, Observer observer) {
    return run(pipeline, request, observer, Stop.never());
  }

  /** The same, ending early when that is wished. */
  public static RunResult run(Pipeline pipeline, RunRequest request, Observer observer, Stop stop) {
    return alone(
        pipeline,
        request.runId(),
        request.anew().isEmpty() ? "millrace run" : "millrace rebuild",
        fence -> {
          var spark = open(pipeline);
          var all = Listeners.of(spark, pipeline, fence, Observer.all(List.of(observer)));
          return new Runner(spark, pipeline, fence, all, stop).run(request);
        });
  }

  /** Keeps a lake's files few and large; {@code progress} hears of each table as it is done. */
  public static List<Maintenance.Result> maintain(
      Pipeline pipeline, String run, Consumer<Maintenance.Result> progress) {
    return alone(
        pipeline,
        run,
        "millrace maintain",
        fence -> new Maintenance(open(pipeline), pipeline, fence).maintain(progress));
  }

  /**
   * Writes a lake while nobody else does; the fence is asked before each commit whether that is
   * still so.
   */
  private static <T> T alone(
      Pipeline pipeline, String run, String doing, Function<Fence, T> writing) {
    var environment = pipeline.environment();
    try (var lease = taken(environment, run, doing)) {
      return writing.apply(lease);
    }
  }

  private static Lease taken(Environment environment, String run, String doing) {
    try {
      return Lease.take(environment.lake(), environment.lease().value(), run, doing);
    } catch (Failure e) {
      throw e.kind() == Failure.Kind.CONFIGURATION
          ? new Failure(e.kind(), environment.place() + ": " + e.getMessage(), e)
          : e;
    }
  }

  /** The last runs of a pipeline's lake, the newest first. */
  public static List<Entry> runs(Pipeline pipeline, int last) {
    return Ended.of(open(pipeline), pipeline).last(last);
  }

  /** A run by its id or how that begins; without one, the last. */
  public static Entry ended(Pipeline pipeline, Optional<String> run) {
    return Ended.of(open(pipeline), pipeline).run(run);
  }

  /** Shows what is kept out of the history, and why. */
  public static Quarantine quarantine(
      Pipeline pipeline, Set<TableName> tables, String rule, int limit) {
    return Quarantine.of(open(pipeline), pipeline, tables, rule, limit);
  }

  /** Says what is stored and is not as the change logs have it. */
  public static List<Verification.Finding> verify(Pipeline pipeline) {
    return Verification.of(open(pipeline), pipeline);
  }

  /** Says in what the warehouse is not as the lake. */
  public static List<Verification.Finding> verifyWarehouse(Pipeline pipeline) {
    return WarehouseVerification.of(SparkSessions.open(pipeline), pipeline);
  }

  /** The statements that make in Redshift what a pipeline publishes. */
  public static List<String> ddl(Pipeline pipeline) {
    var statements = new ArrayList<>(Redshift.foundation(warehouse(pipeline)));
    plan(pipeline).stages().stream()
        .flatMap(stage -> stage.tables().stream())
        .filter(table -> table.kind().equals(Plan.PUBLISHED))
        .forEach(table -> table.steps().forEach(step -> statements.addAll(step.lines())));
    return statements;
  }

  private static Warehouse warehouse(Pipeline pipeline) {
    var environment = pipeline.environment();
    return environment.warehouse().orElseThrow(() -> OpenWarehouse.none(environment));
  }

  /** Says what a run would do; reads no row. */
  public static Plan plan(Pipeline pipeline) {
    var spark = open(pipeline);
    var lake = lake(spark, pipeline);
    return Plan.of(
        pipeline,
        there(pipeline, lake),
        new SparkSql(),
        new SparkAnalyzer(spark),
        served -> definitions(pipeline, served));
  }

  /** Spark for a pipeline whose lake this version knows how to read. */
  private static SparkSession open(Pipeline pipeline) {
    var spark = SparkSessions.open(pipeline);
    lake(spark, pipeline).refuseLaterFormat();
    return spark;
  }

  private static io.millrace.lake.Lake lake(SparkSession spark, Pipeline pipeline) {
    return new io.millrace.lake.Lake(spark, pipeline.environment().lake(), Fence.READING);
  }

  private static Lake there(Pipeline pipeline, io.millrace.lake.Lake lake) {
    var tables = new TreeMap<TableName, Lake.Stored>();
    for (var staging : pipeline.stagings()) {
      var log = lake.changeLog(staging.staging());
      if (log.exists()) {
        tables.put(staging.staging(), stored(log.read()));
      }
    }
    pipeline.dimensions().stream()
        .filter(table -> lake.dimension(table.dimension()).exists())
        .forEach(
            table -> tables.put(table.dimension(), dimension(lake.dimension(table.dimension()))));
    pipeline.facts().stream()
        .filter(table -> lake.fact(table.fact()).exists())
        .forEach(table -> tables.put(table.fact(), stored(lake.fact(table.fact()).read())));
    return new Lake(tables);
  }

  private static Lake.Stored stored(Dataset<Row> table) {
    return new Lake.Stored(
        Arrays.stream(table.columns()).map(Identifier::of).toList(), Optional.empty());
  }

  private static Lake.Stored dimension(StoredTable table) {
    var track =
        table
            .origin()
            .flatMap(origin -> Optional.ofNullable(origin.properties().get("track")))
            .map(
                text ->
                    Arrays.stream(text.split(","))
                        .filter(name -> !name.isEmpty())
                        .map(Identifier::of)
                        .toList());
    return new Lake.Stored(stored(table.read()).columns(), track);
  }

  private static List<String> definitions(Pipeline pipeline, Served served) {
    var columns = new StructType();
    for (var column : served.columns().all()) {
      columns = columns.add(column.name().text(), DataType.fromDDL(column.type().text()));
    }
    var table =
        new ServedTable(
            served.name(),
            columns,
            List.of(),
            served.distkey(),
            served.sortkey(),
            served.hasVersions());
    return Redshift.definitions(table, warehouse(pipeline));
  }
}
