package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.config.Configuration;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.run.Again;
import io.millrace.run.Listeners;
import io.millrace.run.Maintenance;
import io.millrace.run.Observer;
import io.millrace.run.OpenWarehouse;
import io.millrace.run.Publishing;
import io.millrace.run.RunRequest;
import io.millrace.run.RunResult;
import io.millrace.run.Runner;
import io.millrace.run.SparkSessions;
import io.millrace.run.Stage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** A pipeline on a lake of its own: run it, then look at lake and warehouse. */
final class Trial {

  private final Pipeline pipeline;
  private Optional<Trial> real = Optional.empty();

  private Trial(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static Trial of(Path directory, Map<String, String> variables) {
    var configuration = Configuration.read(directory, "local", variables, name -> null);
    assertThat(configuration.problems()).isEmpty();
    return new Trial(configuration.pipeline().orElseThrow());
  }

  static SparkSession spark() {
    return SparkSessions.open("acceptance");
  }

  /** All stages; to a real Redshift where one is named, see {@link Server}. */
  RunResult run() {
    if (!Server.named().isReal()) {
      return Millrace.run(pipeline, RunRequest.everything(), Observer.ofSteps(System.out::println));
    }
    var result = run(Stage.STAGING, Stage.DIMENSIONS, Stage.FACTS);
    real().run(Stage.PUBLISH);
    return result;
  }

  private Trial real() {
    if (real.isEmpty()) {
      real =
          Optional.of(publishingTo(Server.named().warehouse("acceptance", Warehouse.Loader.COPY)));
    }
    return real.get();
  }

  /** A run that somebody watches. */
  RunResult run(Observer observer) {
    return Millrace.run(pipeline, RunRequest.everything(), observer);
  }

  /** Lets a refused batch land with the next run. */
  void accept(String batch) {
    Millrace.accept(pipeline, batch);
  }

  /** A run of these stages alone. */
  RunResult run(Stage first, Stage... others) {
    var request = new RunRequest("trial", EnumSet.of(first, others));
    return Millrace.run(pipeline, request, Observer.ofSteps(System.out::println));
  }

  /** These tables computed anew, and what follows from them. */
  RunResult rebuild(String... tables) {
    return Millrace.run(
        pipeline, RunRequest.rebuilding(named(tables)), Observer.ofSteps(System.out::println));
  }

  private static Set<TableName> named(String... tables) {
    return Arrays.stream(tables)
        .map(name -> new TableName(Identifier.of(name)))
        .collect(Collectors.toSet());
  }

  /** What was rejected, read again under today's rules. */
  RunResult replay(String... tables) {
    return read(Again.rejected(named(tables), batch -> true));
  }

  /** All rows of these tables, read again under today's rules. */
  RunResult reprocess(String... tables) {
    return read(Again.everything(named(tables), batch -> true, false));
  }

  private RunResult read(Again again) {
    return Millrace.run(pipeline, RunRequest.reading(again), Observer.ofSteps(System.out::println));
  }

  /** The lake's files put in shape. */
  List<Maintenance.Result> maintain() {
    return Millrace.maintain(pipeline, "maintenance", System.out::println);
  }

  /** What is not as it should be. */
  List<String> verify() {
    return Millrace.verify(pipeline).stream().map(Object::toString).toList();
  }

  /** Changes a table of the lake behind the job's back. */
  void tamper(String table, String statement) {
    var folder = pipeline.environment().lake().child(table).text();
    spark().sql(statement.replace("{table}", "delta.`" + folder + "`"));
  }

  /**
   * All stages but publish by this clock, on a store that has no lease; the run's books are kept.
   */
  RunResult runWithoutLease(Clock clock) {
    var spark = SparkSessions.open(pipeline);
    var observer =
        Listeners.of(spark, pipeline, Fence.ALONE, Observer.ofSteps(System.out::println));
    var stages = EnumSet.of(Stage.STAGING, Stage.DIMENSIONS, Stage.FACTS);
    return new Runner(spark, pipeline, Fence.ALONE, observer, clock)
        .run(new RunRequest(UUID.randomUUID().toString(), stages));
  }

  /** All rows of a table of the lake, in a fixed order, without these columns. */
  List<String> lakeRows(String table, String... without) {
    var rows =
        spark()
            .read()
            .format("delta")
            .load(pipeline.environment().lake().child(table).text())
            .drop(without);
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  /** Rows of the lake: {@code lake} has a folder per table, the query says what is wanted. */
  List<String> lake(String table, String query) {
    spark()
        .read()
        .format("delta")
        .load(pipeline.environment().lake().child(table).text())
        .createOrReplaceTempView("t");
    return spark().sql(query).collectAsList().stream().map(row -> row.mkString("|")).toList();
  }

  /** Rows of the warehouse, asked through the Redshift driver. */
  List<String> warehouse(String query) {
    return Server.named().isReal()
            && pipeline.environment().warehouse().get().kind() == Warehouse.Kind.LOCAL
        ? asked(real().pipeline.environment(), query.replaceAll("\\bdw\\.", "acceptance."))
        : asked(pipeline.environment(), query);
  }

  /** The same pipeline on the same lake, publishing to another warehouse. */
  Trial publishingTo(Warehouse warehouse) {
    var now = pipeline.environment();
    var environment =
        new Environment(
            now.raw(),
            now.expectedBucketOwner(),
            now.lake(),
            now.archive(),
            now.maskSalt(),
            Optional.of(warehouse),
            now.alerts(),
            now.maintain(),
            now.lineage(),
            now.lease(),
            now.place());
    return new Trial(
        new Pipeline(
            pipeline.name(),
            environment,
            pipeline.stagings(),
            pipeline.dimensions(),
            pipeline.facts(),
            pipeline.rules(),
            pipeline.tests()));
  }

  /** Publishes what the lake holds, and says how many rows were sent. */
  long publish(Publishing how) {
    return publish(how, Observer.ofSteps(System.out::println));
  }

  /** The same, watched. */
  long publish(Publishing how, Observer observer) {
    var result = Millrace.run(pipeline, RunRequest.publishing(how), observer);
    return result
        .step(Stage.PUBLISH, pipeline.name().text())
        .counts()
        .getOrDefault("published", 0L);
  }

  /** In what the warehouse is not as the lake. */
  List<String> verifyWarehouse() {
    return Millrace.verifyWarehouse(pipeline).stream().map(Object::toString).toList();
  }

  private static List<String> asked(Environment environment, String query) {
    return OpenWarehouse.query(environment, query).stream()
        .skip(1)
        .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
        .toList();
  }
}
