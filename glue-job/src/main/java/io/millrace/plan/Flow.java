package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Sql;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of every table of a pipeline, at every step. */
public final class Flow {

  private final Pipeline pipeline;
  private final Sql sql;
  private final Analyzer analyzer;
  private final Map<TableName, StagingFlow> stagings = new LinkedHashMap<>();
  private final Map<TableName, DimensionFlow> dimensions = new LinkedHashMap<>();
  private final Map<TableName, FactFlow> facts = new LinkedHashMap<>();

  private Flow(Pipeline pipeline, Sql sql, Analyzer analyzer) {
    this.pipeline = pipeline;
    this.sql = sql;
    this.analyzer = analyzer;
  }

  /** As far as the text alone tells. */
  static Flow of(Pipeline pipeline, Sql sql) {
    return of(pipeline, sql, new TextAnalyzer(sql));
  }

  public static Flow of(Pipeline pipeline, Sql sql, Analyzer analyzer) {
    var flow = new Flow(pipeline, sql, analyzer);
    pipeline
        .stagings()
        .forEach(table -> flow.stagings.put(table.staging(), StagingFlow.of(table, sql, analyzer)));
    pipeline
        .dimensions()
        .forEach(table -> flow.dimensions.put(table.dimension(), DimensionFlow.of(table, flow)));
    pipeline.facts().forEach(table -> flow.facts.put(table.fact(), FactFlow.of(table, flow)));
    return flow;
  }

  public StagingFlow staging(TableName name) {
    return stagings.get(name);
  }

  public DimensionFlow dimension(TableName name) {
    return dimensions.get(name);
  }

  public FactFlow fact(TableName name) {
    return facts.get(name);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Sql sql() {
    return sql;
  }

  Analyzer analyzer() {
    return analyzer;
  }

  /** The columns of a staging table's change log; those of one that is not there are unknown. */
  Columns log(TableName name) {
    return Optional.ofNullable(stagings.get(name))
        .map(StagingFlow::result)
        .orElseGet(Columns::unknown);
  }

  /** The columns of a table and those that its joins add. */
  Columns joined(Optional<TableName> from, Map<TableName, Join> joins) {
    var own = from.map(this::log).orElseGet(Columns::unknown);
    var added = new ArrayList<Attribute>();
    boolean open = own.open();
    for (var join : joins.entrySet()) {
      var other = log(join.getKey());
      open = open || other.open();
      for (var pair : join.getValue().columns().theirsToMine().entrySet()) {
        // One that is not there is reported where the join names it, and taken to be there after.
        var attribute =
            other
                .find(pair.getKey())
                .orElseGet(() -> Attribute.of(pair.getKey(), ColumnType.UNKNOWN));
        added.add(attribute.named(pair.getValue()));
      }
    }
    var all = new ArrayList<>(own.all());
    all.addAll(added);
    return new Columns(Columns.of(all).attributes(), open);
  }

  /** The key as written, or that of the table it comes from. */
  List<Identifier> key(List<Identifier> written, Optional<TableName> from) {
    return written.isEmpty()
        ? from.flatMap(pipeline::staging).map(Staging::key).orElse(List.of())
        : written;
  }
}
