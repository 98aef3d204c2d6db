package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.millrace.history.Canonical;
import io.millrace.history.DimensionShape;
import io.millrace.history.States;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A dimension brought to its news the short way: keys whose news all follow what is kept of them go
 * on from there, without their past; every other key is folded from the log (rule 21).
 */
final class Advance {

  /** What is computed, and which of the stored rows it takes the place of. */
  record Computed(Dataset<Row> rows, UnaryOperator<Dataset<Row>> part) {}

  private final Sources sources;
  private final DimensionHistory history;
  private final DimensionShape shape;
  private final Staging from;
  private final String durable;
  private final Kept kept;

  Advance(Workplace workplace, Dimension dimension, DimensionHistory history, Kept kept) {
    this.sources = new Sources(workplace);
    this.history = history;
    this.shape = history.shape();
    this.from = sources.staging(dimension.from().orElseThrow());
    this.durable = DimensionShape.durableKey(dimension);
    this.kept = kept;
  }

  /** What becomes of the dimension; empty where no key can go the short way. */
  Optional<Computed> of(DimensionHistory.News news) {
    var told = kept.keep(news.own().rows().orElseThrow());
    var first = kept.keys(States.first(from, told));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var known = known(first.get(), news.joined());
    var following = kept.keys(known.select(key()));
    if (following.isEmpty()) {
      return Optional.empty();
    }
    var others = first.get().select(key()).join(following.get(), names(), "left_anti");
    var folded = kept.keys(news.joined().keys().map(others::union).orElse(others).distinct());
    var all = history.states();
    var states =
        folded
            .map(all::ofKeys)
            .orElse(all)
            .in(
                folded.map(keys -> sources.whole(from, keys)),
                told,
                new States.Known(following.get(), shape.kept(known, told.schema())));
    var joined = shape.withPast(history.joined(states, true, kept), known);
    var rows = kept.keep(shape.rows(joined));
    var overwritten = overwritten(known, rows);
    return Optional.of(
        new Computed(
            withOverwritten(withInferred(rows, folded), overwritten),
            stored -> {
              var part =
                  folded
                      .map(keys -> shape.ofKeys(stored, keys))
                      .orElseGet(() -> stored.filter(lit(false)))
                      .unionByName(known, true);
              return overwritten
                  .map(past -> part.unionByName(past.select(columns(known))))
                  .orElse(part);
            }));
  }

  /** The latest rows of the keys whose news all follow them, where they lie. */
  private Dataset<Row> known(Dataset<Row> first, Concerned joined) {
    var latest = shape.followed(history.table().located(), first);
    var unjoined =
        joined.keys().map(keys -> latest.join(keys, names(), "left_anti")).orElse(latest);
    return kept.keep(unjoined);
  }

  private Dataset<Row> withInferred(Dataset<Row> rows, Optional<Dataset<Row>> folded) {
    return folded
        .map(keys -> shape.inferredAmong(shape.ofKeys(history.table().read(), keys)))
        .map(inferred -> rows.unionByName(shape.inferred(inferred, rows)))
        .orElse(rows);
  }

  /** Versions that show another latest value now, though nothing else of them is news (rule 9). */
  private Optional<Dataset<Row>> overwritten(Dataset<Row> known, Dataset<Row> rows) {
    var names = shape.overwritten();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var now = new ArrayList<Column>(List.of(col(durable)));
    Column changed = lit(false);
    for (var name : names) {
      var type = rows.schema().apply(name).dataType();
      now.add(col(name).as("_now_" + name));
      var same = Canonical.of(col(name), type).eqNullSafe(Canonical.of(col("_now_" + name), type));
      changed = changed.or(not(same));
    }
    var latest = rows.filter(col(States.LATEST)).select(now.toArray(Column[]::new));
    var values = new ArrayList<>(List.of(durable));
    names.forEach(name -> values.add("_now_" + name));
    return kept.keys(
            known
                .join(latest, JavaConverters.asScalaBuffer(List.of(durable)))
                .filter(changed)
                .select(Sources.named(values)))
        .map(
            wanted ->
                kept.keep(
                    history
                        .table()
                        .located()
                        .filter(not(col(States.LATEST)))
                        .filter(not(col(DimensionShape.IS_INFERRED)))
                        .join(wanted, JavaConverters.asScalaBuffer(List.of(durable)))));
  }

  private Dataset<Row> withOverwritten(Dataset<Row> rows, Optional<Dataset<Row>> overwritten) {
    if (overwritten.isEmpty()) {
      return rows;
    }
    var now = new LinkedHashMap<String, Column>();
    shape.overwritten().forEach(name -> now.put(name, col("_now_" + name)));
    var past = overwritten.get().withColumns(now);
    var there = List.of(past.columns());
    return rows.unionByName(
        past.select(
            Sources.named(List.of(rows.columns()).stream().filter(there::contains).toList())),
        true);
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Sources.named(List.of(rows.columns()));
  }

  private Column[] key() {
    return Sources.columns(from.key());
  }

  private Seq<String> names() {
    return JavaConverters.asScalaBuffer(from.key().stream().map(Identifier::text).toList());
  }
}
