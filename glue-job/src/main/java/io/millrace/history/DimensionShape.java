package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
    return rows.select(columns.toArray(Column[]::new));
  }

  /** Of stored rows those of some business keys, by the keys' hashes. */
  public Dataset<Row> ofKeys(Dataset<Row> stored, Dataset<Row> wanted) {
    var durable = keys().durable(Keys.columns(key)).as(durableKey(dimension));
    return Keys.of(stored, wanted.select(durable), List.of(Identifier.of(durableKey(dimension))));
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
        .withColumn(Timeline.IS_CURRENT, end.isNull());
  }

  private Dataset<Row> absent(Dataset<Row> members, Dataset<Row> rows) {
    return members
        .withColumn(versionKey(dimension), col(durableKey(dimension)))
        .withColumn(IS_DELETED, lit(false))
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
                lit(false).as(IS_DELETED));
    return filledUp(row, versions.schema());
  }

  private Keys keys() {
    return Keys.of(dimension.dimension());
  }

  private static Dataset<Row> filledUp(Dataset<Row> rows, StructType schema) {
    var there = List.of(rows.columns());
    return rows.select(
        Arrays.stream(schema.fields())
            .filter(field -> !Technical.isTechnical(field.name()))
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
