package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.millrace.history.DimensionShape;
import io.millrace.history.States;
import io.millrace.history.TemporalJoin;
import io.millrace.history.Timeline;
import io.millrace.lake.Origin;
import io.millrace.lake.StoredTable;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A dimension as the change logs have it: all of it, or what some keys are concerned with. */
final class DimensionHistory {

  /** The property that says what opened a dimension's versions. */
  static final String TRACK = "track";

  private static final String RECIPE = "recipe";

  private final Workplace workplace;
  private final Sources sources;
  private final Dimension dimension;
  private final Staging from;
  private final StoredTable table;
  private final DimensionShape shape;

  DimensionHistory(Workplace workplace, Dimension dimension) {
    this.workplace = workplace;
    this.sources = new Sources(workplace);
    this.dimension = dimension;
    this.from = sources.staging(dimension.from().orElseThrow());
    this.table = workplace.lake().dimension(dimension.dimension());
    this.shape = made();
  }

  private DimensionShape made() {
    var declared = new ArrayList<>(DeclaredLog.names(workplace, from));
    var columns = sources.whole(from).schema();
    for (var join : dimension.join().entrySet()) {
      var theirs = workplace.declared(sources.staging(join.getKey()));
      for (var pair : join.getValue().columns().theirsToMine().entrySet()) {
        var mine = pair.getValue().text();
        columns = columns.add(mine, theirs.apply(pair.getKey().text()).dataType());
        declared.add(mine);
      }
    }
    return new DimensionShape(dimension, from, columns, declared);
  }

  DimensionShape shape() {
    return shape;
  }

  StoredTable table() {
    return table;
  }

  /** What it would be computed from now. */
  Origin origin() {
    var read = new ArrayList<>(List.of(from));
    dimension.join().keySet().forEach(name -> read.add(sources.staging(name)));
    return new Origin(
        sources.marks(read),
        Map.of(RECIPE, Recipe.of(workplace, dimension, shape), TRACK, track()));
  }

  /** The tracked columns as a text, whatever their order. */
  String track() {
    return dimension.history() == Dimension.History.SCD1
        ? ""
        : shape.track().stream().map(Identifier::text).sorted().collect(Collectors.joining(","));
  }

  /**
   * What is new since the dimension was computed.
   *
   * @param own of its own source
   * @param joined the keys that name rows of other sources about which there is news
   */
  record News(Sources.News own, Concerned joined) {

    static final News ALL =
        new News(new Sources.News(Concerned.ALL, Optional.empty()), Concerned.NONE);

    /** The keys whose versions may be others than they were. */
    Concerned concerned() {
      return own.concerned().and(joined);
    }
  }

  News since(Origin before, Origin now) {
    if (!now.properties().equals(before.properties())) {
      return News.ALL;
    }
    var joined = Concerned.NONE;
    for (var join : dimension.join().entrySet()) {
      joined = joined.and(sources.since(before, from, join.getKey(), join.getValue()));
    }
    return new News(sources.news(before, from), joined);
  }

  /** Whether what is kept of a key is enough to go on from, and spares reading the log. */
  boolean advances(News news) {
    return news.own().rows().isPresent()
        && shape.isKeyedAs(from)
        && List.of(table.read().columns()).contains(States.LAST_AT)
        && !sources.isLittle(from);
  }

  /** The rows of all keys or of some, with the inferred members that are there for them. */
  Dataset<Row> rows(Optional<Dataset<Row>> keys, Kept kept) {
    var real = shape.rows(states(keys, kept));
    var rows = keys.isPresent() ? real : real.unionByName(shape.unknownMember(real));
    if (!table.exists()) {
      return rows;
    }
    var inferred = shape.inferredAmong(part(keys).apply(table.read()));
    var computed = kept.keep(rows);
    return computed.unionByName(shape.inferred(inferred, computed));
  }

  /** The stored rows of all keys or of some. */
  java.util.function.UnaryOperator<Dataset<Row>> part(Optional<Dataset<Row>> keys) {
    return stored -> keys.map(wanted -> shape.ofKeys(stored, wanted)).orElse(stored);
  }

  private Dataset<Row> states(Optional<Dataset<Row>> keys, Kept kept) {
    var states =
        keys.map(wanted -> states().ofKeys(wanted).in(sources.whole(from, wanted)))
            .orElseGet(() -> states().in(sources.whole(from)));
    return joined(states, keys.isPresent(), kept);
  }

  States states() {
    return DimensionShape.states(dimension, sources.states(from));
  }

  Dataset<Row> joined(Dataset<Row> ours, boolean onlySome, Kept kept) {
    var states = ours;
    for (var join : dimension.join().entrySet()) {
      var other = sources.staging(join.getKey());
      var theirs = sources.states(other);
      if (onlySome) {
        states = kept.keep(states);
        theirs = theirs.ofKeys(Sources.named(states, join.getValue()));
      }
      states = TemporalJoin.joined(states, theirs, sources.declared(other), join.getValue());
    }
    return states;
  }

  /** What stands for the day on which a row is judged. */
  Column time() {
    return dimension.history() == Dimension.History.SCD2
        ? col(Timeline.VALID_FROM)
        : lit(null).cast("timestamp");
  }
}
