package io.millrace.run;

import static org.apache.spark.sql.functions.col;

import io.millrace.history.ChangeSet;
import io.millrace.history.DimensionShape;
import io.millrace.history.Keys;
import io.millrace.lake.Origin;
import io.millrace.lake.StoredTable;
import io.millrace.lake.Update;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The members that facts infer (rule 15): there before a fact points at them, gone when none does.
 */
final class InferredMembers {

  private static final long PENDING = -1;

  private final Workplace workplace;
  private final Map<TableName, Object> locks = new ConcurrentHashMap<>();

  InferredMembers(Workplace workplace) {
    this.workplace = workplace;
  }

  boolean isInferredInto(Dimension dimension) {
    return workplace.pipeline().facts().stream()
        .flatMap(fact -> fact.lookups().stream())
        .anyMatch(lookup -> infers(lookup, dimension));
  }

  private static boolean infers(Lookup lookup, Dimension dimension) {
    return lookup.missing() == Lookup.Missing.INFER
        && lookup.dimension().equals(dimension.dimension());
  }

  private static String mark(Fact fact) {
    return "millrace/inferring/" + fact.fact();
  }

  /** Adds those that are asked for and not there; says how many. */
  Map<String, Long> add(TableName name, Dataset<Row> asked, Fact fact, Kept kept) {
    var wanted = kept.keep(asked.distinct());
    if (wanted.isEmpty()) {
      return Map.of();
    }
    // Facts come side by side, and two may infer into one dimension.
    synchronized (locks.computeIfAbsent(name, any -> new Object())) {
      return Map.of("inferred", added(name, wanted, fact));
    }
  }

  private long added(TableName name, Dataset<Row> wanted, Fact fact) {
    var dimension = workplace.pipeline().dimension(name).orElseThrow();
    var history = new DimensionHistory(workplace, dimension);
    var shape = history.shape();
    var stored = history.table().read();
    var members = shape.inferred(wanted, shape.ofKeys(stored, wanted));
    var counts =
        history
            .table()
            .apply(
                new Update(
                    rows -> shape.ofKeys(rows.filter(col(DimensionShape.IS_INFERRED)), wanted),
                    members,
                    List.of(DimensionShape.versionKey(dimension)),
                    // Until the fact has landed, nobody knows whether it points at them.
                    new Origin(Map.of(mark(fact), PENDING), Map.of()),
                    false),
                workplace::sequence);
    return counts.getOrDefault(ChangeSet.OPEN, 0L);
  }

  /** Takes away those at which no fact points any more. */
  Map<String, Long> bring(Dimension dimension) {
    var table = workplace.lake().dimension(dimension.dimension());
    var before = table.origin();
    if (before.isEmpty()) {
      return Map.of();
    }
    var marks = new LinkedHashMap<String, Long>();
    boolean isKnown = !workplace.isAnew(dimension.dimension());
    for (var fact : workplace.pipeline().facts()) {
      if (fact.lookups().stream().anyMatch(lookup -> infers(lookup, dimension))) {
        long lost = workplace.lake().fact(fact.fact()).origin().map(Origin::lost).orElse(0L);
        marks.put(mark(fact), lost);
        isKnown &= before.get().marks().getOrDefault(mark(fact), 0L) == lost;
      }
    }
    if (isKnown) {
      return Map.of();
    }
    return table.apply(
        new Update(
            rows -> rows.filter(col(DimensionShape.IS_INFERRED)),
            pointedAt(dimension, table),
            List.of(DimensionShape.versionKey(dimension)),
            new Origin(marks, Map.of()),
            false),
        workplace::sequence);
  }

  /** The inferred members at which facts point. */
  Dataset<Row> pointedAt(Dimension dimension, StoredTable table) {
    var key = DimensionShape.versionKey(dimension);
    var there = table.read().filter(col(DimensionShape.IS_INFERRED)).drop(Technical.SEQUENCE);
    var pointing = there.select(key).limit(0);
    for (var fact : workplace.pipeline().facts()) {
      var facts = workplace.lake().fact(fact.fact());
      for (var lookup : fact.lookups()) {
        if (infers(lookup, dimension) && facts.exists()) {
          pointing = pointing.union(facts.read().select(col(lookup.role() + "_key").as(key)));
        }
      }
    }
    return Keys.of(there, pointing, List.of(Identifier.of(key)));
  }
}
