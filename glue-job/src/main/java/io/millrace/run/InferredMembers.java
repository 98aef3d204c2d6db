package io.millrace.run;

import static org.apache.spark.sql.functions.col;

import io.millrace.history.ChangeSet;
import io.millrace.history.DimensionShape;
import io.millrace.history.Keys;
import io.millrace.lake.Origin;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The members that facts infer (rule 15): there before a fact points at them, gone when none does.
 */
final class InferredMembers {

  private static final long PENDING = -1;

  private final Workplace workplace;

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
    return Map.of("inferred", counts.getOrDefault(ChangeSet.OPEN, 0L));
  }

  /** Takes away those at which no fact points any more. */
  Map<String, Long> bring(Dimension dimension) {
    var table = workplace.lake().dimension(dimension.dimension());
    var before = table.origin();
    if (before.isEmpty()) {
      return Map.of();
    }
    var marks = new LinkedHashMap<String, Long>();
    boolean isKnown = true;
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
    var key = DimensionShape.versionKey(dimension);
    var there = table.read().filter(col(DimensionShape.IS_INFERRED));
    var stays = there.drop(Technical.SEQUENCE).limit(0);
    for (var fact : workplace.pipeline().facts()) {
      for (var lookup : fact.lookups()) {
        if (infers(lookup, dimension)) {
          stays = stays.union(pointedAt(there, fact, lookup, key));
        }
      }
    }
    return table.apply(
        new Update(
            rows -> rows.filter(col(DimensionShape.IS_INFERRED)),
            stays.distinct(),
            List.of(key),
            new Origin(marks, Map.of()),
            false),
        workplace::sequence);
  }

  private Dataset<Row> pointedAt(Dataset<Row> members, Fact fact, Lookup lookup, String key) {
    var table = workplace.lake().fact(fact.fact());
    var rows = members.drop(Technical.SEQUENCE);
    return table.exists()
        ? Keys.of(
            rows,
            table.read().select(col(lookup.role() + "_key").as(key)),
            List.of(Identifier.of(key)))
        : rows.limit(0);
  }
}
