package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.millrace.history.DateDimension;
import io.millrace.history.DimensionShape;
import io.millrace.history.Keys;
import io.millrace.lake.Origin;
import io.millrace.lake.Update;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Generate;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Staging to dimensions and mirrors: histories and present states computed from the change logs,
 * for the keys about which these have news.
 */
final class DimensionStage {

  private final Workplace workplace;
  private final Sources sources;

  DimensionStage(Workplace workplace) {
    this.workplace = workplace;
    this.sources = new Sources(workplace);
  }

  List<List<Runner.Step>> waves() {
    var steps = new ArrayList<Runner.Step>();
    for (var dimension : workplace.pipeline().dimensions()) {
      steps.add(new Runner.Step(dimension.dimension().text(), () -> bring(dimension)));
    }
    for (var staging : workplace.pipeline().stagings()) {
      if (staging.isMirrored()) {
        steps.add(new Runner.Step(staging.staging().text(), () -> mirror(staging)));
      }
    }
    return List.of(steps);
  }

  private Map<String, Long> bring(Dimension dimension) {
    if (dimension.generate().isPresent()) {
      return generate(dimension, dimension.generate().get());
    }
    var history = new DimensionHistory(workplace, dimension);
    var now = history.origin();
    var before = workplace.before(dimension.dimension(), history.table());
    if (before.filter(stored -> stored.covers(now)).isPresent()) {
      return Map.of();
    }
    before.ifPresent(stored -> requireSameTrack(dimension, history, stored));
    try (var kept = new Kept()) {
      var news = before.map(stored -> history.since(stored, now)).orElse(DimensionHistory.News.ALL);
      return bring(dimension, history, now, news, kept);
    }
  }

  private Map<String, Long> bring(
      Dimension dimension,
      DimensionHistory history,
      Origin now,
      DimensionHistory.News news,
      Kept kept) {
    var computed = computed(dimension, history, news, kept);
    if (computed.isEmpty()) {
      history.table().keep(now);
      return Map.of();
    }
    var rows = computed.get().rows();
    var counts = new LinkedHashMap<String, Long>();
    var rules =
        new StageRules(
            workplace,
            dimension.dimension(),
            sources.staging(dimension.from().orElseThrow()),
            dimension.rules());
    if (!rules.areNone()) {
      rows = kept.keep(rows);
      counts.putAll(rules.treated(rules.judged(members(dimension, rows), history.time())));
    }
    var key = List.of(DimensionShape.versionKey(dimension));
    var update = new Update(computed.get().part(), rows, key, now, true);
    counts.putAll(
        history
            .table()
            .apply(
                update,
                workplace::sequence,
                written -> requireDistinct(dimension, history.shape(), written)));
    return counts;
  }

  /** Two members never share a key: such rows are not written. */
  private static void requireDistinct(
      Dimension dimension, DimensionShape shape, Dataset<Row> written) {
    shape
        .collision(written)
        .ifPresent(
            collision -> {
              throw new Failure(
                  Failure.Kind.DATA,
                  ("%s: two members of %s would have the %s %d, since their hashes collide: (%s) and"
                          + " (%s). Nothing of it has changed. Write `seed: %s` there and run again:"
                          + " that computes the table anew with other keys")
                      .formatted(
                          dimension.place(),
                          dimension.dimension(),
                          collision.surrogate(),
                          collision.shared(),
                          collision.one(),
                          collision.other(),
                          dimension.seed().map(seed -> seed.text() + "2").orElse("b")));
            });
  }

  /** The rows that may be others than they are; empty where none can be. */
  private Optional<Advance.Computed> computed(
      Dimension dimension, DimensionHistory history, DimensionHistory.News news, Kept kept) {
    var concerned = news.concerned();
    if (concerned.everything()) {
      var all = Optional.<Dataset<Row>>empty();
      return Optional.of(new Advance.Computed(history.rows(all, kept), history.part(all)));
    }
    if (history.advances(news)) {
      history.table().allowMarks();
      var advanced = new Advance(workplace, dimension, history, kept).of(news);
      if (advanced.isPresent()) {
        return advanced;
      }
    }
    return concerned
        .keys()
        .flatMap(keys -> kept.keys(keys.distinct()))
        .map(Optional::of)
        .map(keys -> new Advance.Computed(history.rows(keys, kept), history.part(keys)));
  }

  /** The rows that a source brought: no check is about what stands for the unknown. */
  private static Dataset<Row> members(Dimension dimension, Dataset<Row> rows) {
    return rows.filter(col(DimensionShape.versionKey(dimension)).notEqual(Keys.UNKNOWN))
        .filter(not(col(DimensionShape.IS_INFERRED)));
  }

  private static void requireSameTrack(
      Dimension dimension, DimensionHistory history, Origin stored) {
    var opened = Optional.ofNullable(stored.properties().get(DimensionHistory.TRACK));
    if (opened.filter(track -> !track.equals(history.track())).isPresent()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          ("%s: the versions of %s were opened by changes of %s, now it tracks %s. Nothing was"
                  + " changed: run `millrace rebuild --table %s` to compute it anew, or track what"
                  + " it tracked")
              .formatted(
                  dimension.place(),
                  dimension.dimension(),
                  named(opened.get()),
                  named(history.track()),
                  dimension.dimension()));
    }
  }

  private static String named(String track) {
    return track.isEmpty() ? "no column" : track.replace(",", ", ");
  }

  private Map<String, Long> generate(Dimension dimension, Generate days) {
    var table = workplace.lake().dimension(dimension.dimension());
    var now = new Origin(Map.of(), Map.of("recipe", days.from() + " to " + days.to()));
    if (workplace
        .before(dimension.dimension(), table)
        .filter(stored -> stored.covers(now))
        .isPresent()) {
      return Map.of();
    }
    var key = List.of(DimensionShape.versionKey(dimension));
    var rows = DateDimension.of(workplace.spark(), days);
    return table.apply(new Update(stored -> stored, rows, key, now, true), workplace::sequence);
  }

  private Map<String, Long> mirror(Staging staging) {
    var table = workplace.lake().mirror(staging.staging());
    var now =
        new Origin(
            sources.marks(List.of(staging)), Map.of("recipe", Recipe.of(workplace, staging)));
    var before = workplace.before(staging.staging(), table);
    if (before.filter(stored -> stored.covers(now)).isPresent()) {
      return Map.of();
    }
    try (var kept = new Kept()) {
      var concerned =
          before
              .filter(stored -> stored.properties().equals(now.properties()))
              .map(stored -> sources.since(stored, staging))
              .orElse(Concerned.ALL);
      var keys = concerned.keys().flatMap(kept::keys);
      if (!concerned.everything() && keys.isEmpty()) {
        table.keep(now);
        return Map.of();
      }
      var key = staging.key().stream().map(Identifier::text).toList();
      var update =
          new Update(
              stored -> keys.map(wanted -> Keys.of(stored, wanted, staging.key())).orElse(stored),
              sources.mirrored(staging, keys),
              key,
              now,
              true);
      return table.apply(update, workplace::sequence);
    }
  }
}
