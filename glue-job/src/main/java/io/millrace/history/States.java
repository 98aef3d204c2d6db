package io.millrace.history;

import static org.apache.spark.sql.functions.col;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The states that the changes of a source fold into, per key and in order: the row after each
 * change, from when until when it holds, or that it was deleted (rules 1, 4 to 8, 10 and 12).
 */
public final class States {

  /** From when on a state holds. */
  public static final String FROM = "_from";

  /** When the next state of the key begins; null for the last. */
  public static final String UNTIL = "_until";

  /** Whether the key has a row in this state. */
  public static final String LIVE = "_live";

  /** Whether it is the key's latest live state, or the absence of a key that never was live. */
  public static final String LATEST = "_latest";

  /** Of a present row: whether the key ever was live, so that there is a row to show. */
  public static final String LIVED = "_lived";

  /**
   * What a fold keeps of a key beside its latest row, so that another can go on from there: the DMS
   * timestamp and the time of its last change, when its latest row began, and whether it is deleted
   * (rule 21).
   */
  public static final String LAST_AT = "_last_at";

  public static final String LAST_TIME = "_last_time";
  public static final String LAST_FROM = "_last_from";
  public static final String LAST_DELETED = "_last_deleted";

  static final List<String> KEPT = List.of(LATEST, LAST_AT, LAST_TIME, LAST_FROM, LAST_DELETED);

  private final Staging staging;
  private final Optional<Collection<Identifier>> columns;
  private final List<Instant> completeLoads;
  private final boolean ignoresDeletes;
  private final boolean coversAllTime;
  private final Optional<Dataset<Row>> keys;

  private States(
      Staging staging,
      Optional<Collection<Identifier>> columns,
      List<Instant> completeLoads,
      boolean ignoresDeletes,
      boolean coversAllTime,
      Optional<Dataset<Row>> keys) {
    this.staging = staging;
    this.columns = columns;
    this.completeLoads = completeLoads;
    this.ignoresDeletes = ignoresDeletes;
    this.coversAllTime = coversAllTime;
    this.keys = keys;
  }

  public static States of(Staging staging) {
    return new States(staging, Optional.empty(), List.of(), false, false, Optional.empty());
  }

  /** Those of these keys alone; the others are not folded. */
  public States ofKeys(Dataset<Row> wanted) {
    return new States(
        staging, columns, completeLoads, ignoresDeletes, coversAllTime, Optional.of(wanted));
  }

  /** The times of the loads that are complete: where loads replace, other keys end with them. */
  public States completeLoads(Collection<Instant> times) {
    return new States(staging, columns, List.copyOf(times), ignoresDeletes, coversAllTime, keys);
  }

  /** As if no row had ever been deleted. */
  public States ignoringDeletes() {
    return new States(staging, columns, completeLoads, true, coversAllTime, keys);
  }

  /** With an absence of every key before its first state, so that no time is without a state. */
  States coveringAllTime() {
    return new States(staging, columns, completeLoads, ignoresDeletes, true, keys);
  }

  /** With no more columns than the key and these. */
  States only(Collection<Identifier> wanted) {
    return new States(
        staging, Optional.of(wanted), completeLoads, ignoresDeletes, coversAllTime, keys);
  }

  /** The states of every key in a change log. */
  public Dataset<Row> in(Dataset<Row> log) {
    var own = own(log.schema());
    var changes = changes(own);
    return folded(own, changes.inOrder(changes.told(log, withRowsOfLoads(), keys)), false);
  }

  /**
   * The states of keys in a change log, and those of others that follow from what is kept of them
   * and their news.
   *
   * @param log empty where there is no key that has to be read there
   */
  public Dataset<Row> in(Optional<Dataset<Row>> log, Dataset<Row> news, Known known) {
    var own = own(news.schema());
    var changes = changes(own);
    var advanced =
        changes.resumed(changes.told(news, withRowsOfLoads(), Optional.of(known.keys())));
    var all = advanced.unionByName(changes.kept(known.rows()));
    if (log.isPresent()) {
      all = all.unionByName(changes.resumed(changes.told(log.get(), withRowsOfLoads(), keys)));
    }
    return folded(own, changes.inOrder(all), true);
  }

  /**
   * What is kept of keys.
   *
   * @param rows the source's own columns, those that are kept, and {@link #FROM} and {@link #UNTIL}
   *     of the latest row
   */
  public record Known(Dataset<Row> keys, Dataset<Row> rows) {}

  private boolean withRowsOfLoads() {
    return staging.replaces() && !completeLoads.isEmpty();
  }

  private Changes changes(StructType own) {
    return new Changes(staging, List.of(own.fieldNames()));
  }

  private Dataset<Row> folded(StructType own, Dataset<Row> changes, boolean resumes) {
    var loads = staging.replaces() ? completeLoads : List.<Instant>of();
    var rules =
        new StateFold.Rules(
            own.size(),
            positions(own, staging.key()),
            positions(own, staging.carryForward()),
            ignoresDeletes,
            coversAllTime,
            loads.stream().map(States::micros).sorted().distinct().toList(),
            resumes);
    var states =
        own.add(FROM, DataTypes.TimestampType)
            .add(UNTIL, DataTypes.TimestampType)
            .add(LIVE, DataTypes.BooleanType)
            .add(LATEST, DataTypes.BooleanType)
            .add(LAST_AT, DataTypes.TimestampType)
            .add(LAST_TIME, DataTypes.TimestampType)
            .add(LAST_FROM, DataTypes.TimestampType)
            .add(LAST_DELETED, DataTypes.BooleanType);
    return KeyedFold.of(changes, rules.key(), states, () -> new StateFold(rules));
  }

  /** The keys that rows of a log are about, those that they had before among them. */
  public static Dataset<Row> keys(Staging staging, Dataset<Row> log) {
    return new Changes(staging, List.of()).keys(log);
  }

  /** The keys that rows of a log are about, each with the first DMS timestamp at which. */
  public static Dataset<Row> first(Staging staging, Dataset<Row> log) {
    return new Changes(staging, List.of()).first(log);
  }

  /** When the first of the rows is that {@link #first} was asked about. */
  static final String FIRST = "_first_at";

  /** The earliest time from which one of them may hold. */
  static final String FIRST_TIME = "_first_time";

  /** The source's own columns, as far as they are wanted. */
  private StructType own(StructType log) {
    var own = new StructType();
    for (var field : log.fields()) {
      if (!Technical.isTechnical(field.name()) && isWanted(field.name())) {
        own = own.add(field.name(), field.dataType());
      }
    }
    return own;
  }

  private boolean isWanted(String column) {
    var name = Identifier.of(column);
    return columns.isEmpty() || columns.get().contains(name) || staging.key().contains(name);
  }

  static List<Integer> positions(StructType schema, Collection<Identifier> names) {
    var there = List.of(schema.fieldNames());
    return names.stream()
        .map(name -> there.indexOf(name.text()))
        .filter(position -> position >= 0)
        .toList();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /**
   * What there is now, a row per key: its latest row, {@link #LIVE} only if it is not deleted since
   * (rule 13).
   */
  public static Dataset<Row> present(Dataset<Row> states) {
    return states
        .filter(col(LATEST))
        .withColumn(LIVED, col(LIVE))
        .withColumn(LIVE, col(LIVE).and(col(UNTIL).isNull()));
  }
}
