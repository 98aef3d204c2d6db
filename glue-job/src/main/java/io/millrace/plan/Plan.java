package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.TableName;
import java.util.List;

/** What a run would do: its stages in order, and each table's steps with the columns they give. */
public record Plan(Identifier pipeline, String raw, String lake, List<Stage> stages) {

  /** The kind of a table that Redshift serves. */
  public static final String PUBLISHED = "published";

  /** Tables that are made side by side once those of the stage before are there. */
  public record Stage(String name, List<Table> tables) {}

  /**
   * What is done for one table.
   *
   * @param kind what it is, e.g. {@code staging table}
   * @param needs the tables that come before it, in their order
   * @param writes where its rows go
   * @param notes what is remarkable against what is there already
   */
  public record Table(
      TableName name,
      String kind,
      Place place,
      List<TableName> needs,
      List<Step> steps,
      String writes,
      List<String> notes) {}

  /**
   * One thing that is done to its rows.
   *
   * @param lines what exactly, a line for each part
   * @param columns the columns after it
   */
  public record Step(String title, List<String> lines, Columns columns) {}

  /**
   * Plans a pipeline that has no problems.
   *
   * @param there what the lake holds already
   */
  public static Plan of(Pipeline pipeline, Lake there, Sql sql, Analyzer analyzer, Served.Ddl ddl) {
    var flow = Flow.of(pipeline, sql, analyzer);
    var notes = new Notes(pipeline, there, flow);
    return new Plan(
        pipeline.name(),
        pipeline.environment().raw().text(),
        pipeline.environment().lake().text(),
        List.of(
            new Stage(
                "staging",
                Order.ofReferences(pipeline).stream()
                    .map(staging -> new StagingPlan(pipeline, staging, flow, notes).table())
                    .toList()),
            new Stage(
                "dimensions",
                pipeline.dimensions().stream()
                    .map(dimension -> new DimensionPlan(pipeline, dimension, flow, notes).table())
                    .toList()),
            new Stage(
                "facts",
                pipeline.facts().stream()
                    .map(fact -> new FactPlan(pipeline, fact, flow, notes).table())
                    .toList()),
            new Stage("publish", new PublishPlan(pipeline, flow, ddl).tables())));
  }
}
