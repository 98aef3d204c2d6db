package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
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

  private static final String THEIR_LIVE = "_their_live";

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
   * one whose header is deleted is as if deleted itself; one that names no header shows nulls (rule
   * 13).
   */
  public Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> headers, Join join) {
    var theirs = new ArrayList<Column>();
    var matches = lit(true);
    var namesOne = lit(true);
    for (var pair : join.on().theirsToMine().entrySet()) {
      var mine = col(pair.getValue().text());
      theirs.add(col(pair.getKey().text()).as("_their_" + pair.getKey()));
      matches = matches.and(mine.equalTo(col("_their_" + pair.getKey())));
      namesOne = namesOne.and(mine.isNotNull());
    }
    join.columns()
        .theirsToMine()
        .forEach((name, mine) -> theirs.add(col(name.text()).as(mine.text())));
    theirs.add(col(States.LIVE).as(THEIR_LIVE));
    var columns = new ArrayList<Column>();
    for (var name : rows.columns()) {
      columns.add(
          name.equals(States.LIVE)
              ? col(name).and(coalesce(col(THEIR_LIVE), lit(true))).as(name)
              : col(name));
    }
    join.columns().theirsToMine().values().forEach(mine -> columns.add(col(mine.text())));
    return rows.join(headers.select(theirs.toArray(Column[]::new)), matches, "left_outer")
        .filter(not(namesOne).or(col(THEIR_LIVE).isNotNull()))
        .select(columns.toArray(Column[]::new));
  }

  /** The rows as they are stored; deleted ones are left out or flagged. */
  public Dataset<Row> rows(Dataset<Row> resolved) {
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
    if (flags()) {
      columns.add(not(col(States.LIVE)).as(DimensionShape.IS_DELETED));
    }
    return kept(resolved).select(columns.toArray(Column[]::new));
  }

  /** The members of a lookup's dimension that rows ask for and do not find. */
  public Dataset<Row> asked(Dataset<Row> resolved, Lookup lookup) {
    var names = new ArrayList<>(lookup.on().theirsToMine().keySet());
    var columns = new ArrayList<Column>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col(Lookups.inferred(lookup) + "_" + i).as(names.get(i).text()));
    }
    return kept(resolved)
        .filter(col(Lookups.inferred(lookup)))
        .select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> kept(Dataset<Row> rows) {
    return rows.filter(col(flags() ? States.LIVED : States.LIVE));
  }

  private boolean flags() {
    return fact.onDelete() == Fact.OnDelete.FLAG;
  }
}
