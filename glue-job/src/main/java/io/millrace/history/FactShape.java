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
import java.util.LinkedHashMap;
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

  /** Resolved rows with their measures; deleted ones are flagged. */
  public Dataset<Row> measured(Dataset<Row> resolved) {
    var columns = new LinkedHashMap<String, Column>();
    fact.measures().forEach((name, measure) -> columns.put(name.text(), expr(measure.sql())));
    if (flags()) {
      columns.put(DimensionShape.IS_DELETED, not(col(States.LIVE)));
    }
    return resolved.withColumns(columns);
  }

  /** Measured rows as they are stored, and these columns beside. */
  public Dataset<Row> rows(Dataset<Row> measured, List<String> beside) {
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
    // What a measure is named after stands among the measures.
    fact.measures().keySet().forEach(name -> names.remove(name.text()));
    fact.measures().keySet().forEach(name -> names.add(name.text()));
    if (flags()) {
      names.add(DimensionShape.IS_DELETED);
    }
    var there = List.of(measured.columns());
    for (var lookup : fact.lookups()) {
      Lookups.kept(lookup).stream().filter(there::contains).forEach(names::add);
    }
    names.addAll(beside);
    return measured.select(names.stream().map(functions::col).toArray(Column[]::new));
  }

  /**
   * The members of a lookup's dimension that are inferred from rows.
   *
   * @param key the dimension's business key
   */
  public Dataset<Row> inferring(Dataset<Row> resolved, Lookup lookup, List<Identifier> key) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < key.size(); i++) {
      columns.add(col(Lookups.wanted(lookup, i)).as(key.get(i).text()));
    }
    return resolved.filter(col(Lookups.inferred(lookup))).select(columns.toArray(Column[]::new));
  }

  /** The rows that the fact has at all: those that are not deleted, or are flagged. */
  public Dataset<Row> kept(Dataset<Row> rows) {
    return rows.filter(col(flags() ? States.LIVED : States.LIVE));
  }

  private boolean flags() {
    return fact.onDelete() == Fact.OnDelete.FLAG;
  }
}
