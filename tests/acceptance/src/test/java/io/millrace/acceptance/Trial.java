package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.config.Configuration;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.run.Again;
import io.millrace.run.Maintenance;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import io.millrace.run.RunResult;
import io.millrace.run.SparkSessions;
import io.millrace.run.Stage;
import io.millrace.warehouse.StandIn;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** A pipeline on a lake of its own: run it, then look at lake and warehouse. */
final class Trial {

  private final Pipeline pipeline;

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

  RunResult run() {
    return Millrace.run(pipeline, RunRequest.everything(), Observer.ofSteps(System.out::println));
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
    return Millrace.maintain(pipeline, System.out::println);
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
    var data = pipeline.environment().lake().child("_millrace/redshift-local");
    try (var running =
            ServiceLoader.load(StandIn.class)
                .findFirst()
                .orElseThrow()
                .start(Path.of(data.text()).toAbsolutePath());
        var connection = DriverManager.getConnection(running.url());
        var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        var values = new ArrayList<String>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          values.add(found.getString(i));
        }
        rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
