package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** A fact's rows as they are stored: grain, keys, columns, measures. */
public final class FactShape {

  private final Fact fact;
  private final List<Identifier> grain;

  public FactShape(Fact fact, List<Identifier> sourceKey) {
    this.fact = fact;
    this.grain = fact.grain().isEmpty() ? sourceKey : fact.grain();
  }

  public List<String> grain() {
    return grain.stream().map(Identifier::text).toList();
  }

  /**
   * Present rows with columns of a header's present row. A row whose header was never seen waits;
   * one whose header is deleted is as if deleted itself (rule 13).
   */
  public Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> headers, Join join) {
    var columns = new ArrayList<Column>();
    join.on()
        .theirsToMine()
        .keySet()
        .forEach(name -> columns.add(col(name.text()).as("_their_" + name)));
    join.columns()
        .theirsToMine()
        .forEach((theirs, mine) -> columns.add(col(theirs.text()).as(mine.text())));
    columns.add(col(States.LIVE).as("_their_live"));
    var right = headers.select(columns.toArray(Column[]::new));
    var matches =
        join.on().theirsToMine().entrySet().stream()
            .map(pair -> col(pair.getValue().text()).equalTo(col("_their_" + pair.getKey())))
            .reduce(Column::and)
            .orElseThrow();
    var joined =
        rows.join(right, matches)
            .withColumn(States.LIVE, col(States.LIVE).and(col("_their_live")))
            .drop("_their_live");
    for (var name : join.on().theirsToMine().keySet()) {
      joined = joined.drop("_their_" + name);
    }
    return joined;
  }

  /** The rows as they are stored; deleted ones are left out or flagged. */
  public Dataset<Row> rows(Dataset<Row> resolved) {
    boolean flags = fact.onDelete() == Fact.OnDelete.FLAG;
    var names = new LinkedHashSet<String>(grain());
    for (var lookup : fact.lookups()) {
      names.add(lookup.role() + "_key");
      names.add(lookup.role() + "_durable_key");
    }
    fact.join()
        .values()
        .forEach(
            join -> join.columns().theirsToMine().values().forEach(name -> names.add(name.text())));
    fact.columns().forEach(name -> names.add(name.text()));
    var columns = new ArrayList<Column>();
    names.stream()
        .filter(name -> !fact.measures().containsKey(Identifier.of(name)))
        .map(functions::col)
        .forEach(columns::add);
    fact.measures().forEach((name, measure) -> columns.add(expr(measure.sql()).as(name.text())));
    if (flags) {
      columns.add(not(col(States.LIVE)).as(DimensionShape.IS_DELETED));
    }
    var kept = flags ? resolved : resolved.filter(col(States.LIVE));
    return kept.select(columns.toArray(Column[]::new));
  }

  /** The members of a lookup's dimension that rows ask for and do not find. */
  public Dataset<Row> asked(Dataset<Row> resolved, Lookup lookup) {
    boolean flags = fact.onDelete() == Fact.OnDelete.FLAG;
    var kept = flags ? resolved : resolved.filter(col(States.LIVE));
    var names = new ArrayList<>(lookup.on().theirsToMine().keySet());
    var columns = new ArrayList<Column>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col(Lookups.inferred(lookup) + "_" + i).as(names.get(i).text()));
    }
    return kept.filter(col(Lookups.inferred(lookup))).select(columns.toArray(Column[]::new));
  }
}
