package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** A dimension's rows as they are stored: keys, business key, attributes, validity. */
public final class DimensionShape {

  public static final String IS_INFERRED = "is_inferred";
  public static final String IS_DELETED = "is_deleted";

  private final Dimension dimension;
  private final Staging from;
  private final List<Identifier> key;
  private final List<String> attributes;
  private final List<Identifier> track;
  private final List<String> pointers;

  /**
   * The shape of a dimension made from rows with these columns.
   *
   * @param declared the columns that are tracked where the dimension does not say which
   */
  public DimensionShape(
      Dimension dimension, Staging from, StructType columns, Collection<String> declared) {
    this.dimension = dimension;
    this.from = from;
    this.key = key(dimension, from);
    var wanted = dimension.columns().stream().map(Identifier::text).toList();
    this.attributes =
        Arrays.stream(columns.fieldNames())
            .filter(name -> !Technical.isTechnical(name))
            .filter(name -> !isKey(name))
            .filter(name -> wanted.isEmpty() || wanted.contains(name))
            .toList();
    this.track = dimension.track().isEmpty() ? tracked(declared) : dimension.track();
    this.pointers =
        dimension.join().values().stream()
            .flatMap(join -> join.on().theirsToMine().values().stream())
            .map(Identifier::text)
            .filter(name -> !attributes.contains(name) && !isKey(name))
            .distinct()
            .toList();
  }

  private List<Identifier> tracked(Collection<String> declared) {
    return attributes.stream()
        .filter(declared::contains)
        .map(Identifier::of)
        .filter(name -> !dimension.overwrite().contains(name))
        .filter(name -> !from.effectiveAt().filter(name::equals).isPresent())
        .toList();
  }

  /** What its key columns are named after: {@code customer} for {@code dim_customer}. */
  public static String role(Dimension dimension) {
    return dimension.dimension().role();
  }

  /** The business key of a dimension made from that source. */
  public static List<Identifier> key(Dimension dimension, Staging from) {
    return dimension.key().isEmpty() ? from.key() : dimension.key();
  }

  /** The column that identifies a row. */
  public static String versionKey(Dimension dimension) {
    return dimension.generate().isPresent() ? "date_key" : role(dimension) + "_key";
  }

  /** The column that identifies what a row is a version of. */
  public static String durableKey(Dimension dimension) {
    return dimension.generate().isPresent() ? "date_key" : role(dimension) + "_durable_key";
  }

  /** The states that it is made from, read as its {@code on_delete} sees them. */
  public static States states(Dimension dimension, States states) {
    return dimension.onDelete() == Dimension.OnDelete.IGNORE ? states.ignoringDeletes() : states;
  }

  /** The columns whose changes open a version. */
  public List<Identifier> track() {
    return track;
  }

  /** The versions or present states that the states of all keys make. */
  public Dataset<Row> rows(Dataset<Row> states) {
    return isVersioned() ? versions(states) : present(states);
  }

  private boolean isVersioned() {
    return dimension.history() == Dimension.History.SCD2;
  }

  private Dataset<Row> versions(Dataset<Row> states) {
    var versions = Timeline.of(states, new Timeline.Shape(key, track, dimension.overwrite()));
    return stored(
        versions,
        keys().version(Keys.columns(key), col(Timeline.VALID_FROM)),
        List.of(
            col(Timeline.VALID_FROM),
            col(Timeline.VALID_TO),
            col(Timeline.VALID_TO).isNull().as(Timeline.IS_CURRENT)));
  }

  private Dataset<Row> present(Dataset<Row> states) {
    return stored(
        States.present(states).filter(col(States.LIVED)),
        keys().durable(Keys.columns(key)),
        List.of(not(col(States.LIVE)).as(IS_DELETED)));
  }

  private Dataset<Row> stored(Dataset<Row> rows, Column versionKey, List<Column> validity) {
    var columns = new ArrayList<Column>();
    columns.add(versionKey.as(versionKey(dimension)));
    columns.add(keys().durable(Keys.columns(key)).as(durableKey(dimension)));
    columns.addAll(Keys.columns(key));
    attributes.forEach(name -> columns.add(col(name)));
    columns.addAll(validity);
    columns.add(lit(false).as(IS_INFERRED));
    States.KEPT.forEach(name -> columns.add(col(name)));
    pointers.forEach(name -> columns.add(when(col(States.LATEST), col(name)).as(kept(name))));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** A foreign key of the latest row that the dimension has no column for. */
  private static String kept(String pointer) {
    return "_last_" + pointer;
  }

  /**
   * What is kept in the latest rows of keys, as a fold of their news takes it up (rule 21).
   *
   * @param source the source's columns
   */
  public Dataset<Row> kept(Dataset<Row> latest, StructType source) {
    var columns = new ArrayList<Column>();
    var there = List.of(latest.columns());
    for (var field : source.fields()) {
      var name = pointers.contains(field.name()) ? kept(field.name()) : field.name();
      boolean isKept = isKey(name) || attributes.contains(name) || pointers.contains(field.name());
      if (!Technical.isTechnical(field.name())) {
        var value = isKept && there.contains(name) ? col(name) : lit(null);
        columns.add(value.cast(field.dataType()).as(field.name()));
      }
    }
    States.KEPT.forEach(name -> columns.add(col(name)));
    columns.add((isVersioned() ? begun() : col(States.LAST_FROM)).as(States.FROM));
    columns.add(
        (isVersioned() ? col(Timeline.VALID_TO) : when(col(IS_DELETED), col(States.LAST_TIME)))
            .as(States.UNTIL));
    return latest.select(columns.toArray(Column[]::new));
  }

  /** From when on the latest row is known to be what its version shows. */
  private Column begun() {
    return pastIsCut()
        ? greatest(col(Timeline.VALID_FROM), col(States.LAST_FROM))
        : col(Timeline.VALID_FROM);
  }

  /** Whether a version may have begun with another row than its latest that looked the same. */
  private boolean pastIsCut() {
    return isVersioned() && !dimension.join().isEmpty();
  }

  /** The states with what the latest versions of keys were before their latest row. */
  public Dataset<Row> withPast(Dataset<Row> states, Dataset<Row> latest) {
    if (!pastIsCut()) {
      return states;
    }
    var past = new ArrayList<Column>();
    Keys.columns(key).forEach(past::add);
    var there = List.of(latest.columns());
    attributes.stream().filter(there::contains).forEach(name -> past.add(col(name)));
    past.add(col(Timeline.VALID_FROM).as(States.FROM));
    past.add(col(States.LAST_FROM).as(States.UNTIL));
    past.add(lit(true).as(States.LIVE));
    past.add(lit(false).as(States.LATEST));
    return states.unionByName(
        latest
            .filter(col(Timeline.VALID_FROM).lt(col(States.LAST_FROM)))
            .select(past.toArray(Column[]::new)),
        true);
  }

  /** The columns that show the latest value in every version. */
  public List<String> overwritten() {
    return isVersioned()
        ? dimension.overwrite().stream().map(Identifier::text).toList()
        : List.of();
  }

  /** Of stored rows those of some business keys, by the keys' hashes. */
  public Dataset<Row> ofKeys(Dataset<Row> stored, Dataset<Row> wanted) {
    var durable = keys().durable(Keys.columns(key)).as(durableKey(dimension));
    return Keys.of(stored, wanted.select(durable), List.of(Identifier.of(durableKey(dimension))));
  }

  /**
   * The latest rows of business keys whose news all follow them: also what a joined row made of
   * them since, which may have begun after the key's own last change.
   */
  public Dataset<Row> followed(Dataset<Row> stored, Dataset<Row> first) {
    var names = new ArrayList<>(key.stream().map(Identifier::text).toList());
    var wanted = new ArrayList<>(Keys.columns(key));
    names.add(durableKey(dimension));
    wanted.add(keys().durable(Keys.columns(key)).as(durableKey(dimension)));
    wanted.add(col(States.FIRST));
    wanted.add(col(States.FIRST_TIME));
    Column follows = col(States.FIRST).gt(col(States.LAST_AT));
    if (pastIsCut()) {
      follows = follows.and(col(States.FIRST_TIME).gt(col(Timeline.VALID_FROM)));
    } else if (!isVersioned() && !dimension.join().isEmpty()) {
      // When a deleted row ended, which says what it last joined, is not kept beside it.
      follows = follows.and(not(col(IS_DELETED)));
    }
    return stored
        .filter(col(States.LATEST))
        .join(
            first.select(wanted.toArray(Column[]::new)),
            scala.collection.JavaConverters.asScalaBuffer(names))
        .filter(follows)
        .drop(States.FIRST, States.FIRST_TIME);
  }

  /** The first two members among rows that would share a key. */
  public Optional<Collisions.Collision> collision(Dataset<Row> rows) {
    var identity = new ArrayList<>(Keys.columns(key));
    var version = new ArrayList<>(identity);
    if (isVersioned()) {
      version.add(col(Timeline.VALID_FROM));
    }
    return Collisions.first(
        rows, Map.of(durableKey(dimension), identity, versionKey(dimension), version));
  }

  /** Whether a source's key is the dimension's, so that each key of the one is one of the other. */
  public boolean isKeyedAs(Staging source) {
    return key.equals(source.key());
  }

  /** The business keys of the members that are inferred among stored rows. */
  public Dataset<Row> inferredAmong(Dataset<Row> stored) {
    return stored.filter(col(IS_INFERRED)).select(Keys.columns(key).toArray(Column[]::new));
  }

  /**
   * The members that facts ask for and no source has brought: from 1900 to their first version.
   *
   * @param wanted their business keys, each once
   * @param rows the rows of those keys that are not inferred, and maybe of others
   */
  public Dataset<Row> inferred(Dataset<Row> wanted, Dataset<Row> rows) {
    var durable = durableKey(dimension);
    var members =
        wanted
            .withColumn(durable, keys().durable(Keys.columns(key)))
            .withColumn(IS_INFERRED, lit(true));
    var real = rows.filter(not(col(IS_INFERRED)));
    return filledUp(
        isVersioned() ? beforeTheFirst(members, real) : absent(members, real), rows.schema());
  }

  private Dataset<Row> beforeTheFirst(Dataset<Row> members, Dataset<Row> versions) {
    var first =
        versions
            .groupBy(col(durableKey(dimension)).as("_durable"))
            .agg(functions.min(Timeline.VALID_FROM).as(Timeline.VALID_TO));
    var end = col(Timeline.VALID_TO);
    return members
        .withColumn(
            versionKey(dimension), keys().version(Keys.columns(key), lit(Timeline.BEGINNING)))
        .withColumn(Timeline.VALID_FROM, lit(Timeline.BEGINNING))
        .join(first, col(durableKey(dimension)).equalTo(col("_durable")), "left_outer")
        // Where the first version begins in 1900 itself, nothing is left before it.
        .filter(end.isNull().or(end.gt(lit(Timeline.BEGINNING))))
        .withColumn(Timeline.IS_CURRENT, end.isNull())
        .withColumn(States.LATEST, end.isNull());
  }

  private Dataset<Row> absent(Dataset<Row> members, Dataset<Row> rows) {
    return members
        .withColumn(versionKey(dimension), col(durableKey(dimension)))
        .withColumn(IS_DELETED, lit(false))
        .withColumn(States.LATEST, lit(true))
        .join(
            rows.select(durableKey(dimension)),
            scala.collection.JavaConverters.asScalaBuffer(List.of(durableKey(dimension))),
            "left_anti");
  }

  /** The row that stands for what is not known: key -1. */
  public Dataset<Row> unknownMember(Dataset<Row> versions) {
    var row =
        versions
            .sparkSession()
            .range(1)
            .select(
                lit(Keys.UNKNOWN).as(versionKey(dimension)),
                lit(Keys.UNKNOWN).as(durableKey(dimension)),
                lit(Timeline.BEGINNING).as(Timeline.VALID_FROM),
                lit(true).as(Timeline.IS_CURRENT),
                lit(false).as(IS_INFERRED),
                lit(false).as(IS_DELETED),
                lit(true).as(States.LATEST));
    return filledUp(row, versions.schema());
  }

  private Keys keys() {
    return Keys.of(dimension);
  }

  private static Dataset<Row> filledUp(Dataset<Row> rows, StructType schema) {
    var there = List.of(rows.columns());
    return rows.select(
        Arrays.stream(schema.fields())
            .filter(field -> !field.name().equals(Technical.SEQUENCE))
            .map(
                field ->
                    (there.contains(field.name()) ? col(field.name()) : lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new));
  }

  private boolean isKey(String name) {
    return key.stream().anyMatch(column -> column.text().equals(name));
  }
}
