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
import java.util.List;
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
  private final List<Identifier> key;
  private final List<String> attributes;

  /**
   * The shape of a dimension made from rows with these columns.
   *
   * @param sourceKey the key of the staging table it is made from
   */
  public DimensionShape(Dimension dimension, List<Identifier> sourceKey, StructType columns) {
    this.dimension = dimension;
    this.key = dimension.key().isEmpty() ? sourceKey : dimension.key();
    var wanted = dimension.columns().stream().map(Identifier::text).toList();
    this.attributes =
        Arrays.stream(columns.fieldNames())
            .filter(name -> !Technical.isTechnical(name))
            .filter(name -> !isKey(name))
            .filter(name -> wanted.isEmpty() || wanted.contains(name))
            .toList();
  }

  /** What its key columns are named after: {@code customer} for {@code dim_customer}. */
  public static String role(Dimension dimension) {
    return dimension.dimension().role();
  }

  public List<Identifier> key() {
    return key;
  }

  /** The column that identifies a row. */
  public static String versionKey(Dimension dimension) {
    return dimension.generate().isPresent() ? "date_key" : role(dimension) + "_key";
  }

  /** The states that it is made from, read as its {@code on_delete} sees them. */
  public static States states(Dimension dimension, Staging from) {
    var states = States.of(from);
    return dimension.onDelete() == Dimension.OnDelete.IGNORE ? states.ignoringDeletes() : states;
  }

  /** The versions or present states that the states of all keys make. */
  public Dataset<Row> rows(Dataset<Row> states, Optional<Identifier> effectiveAt) {
    return dimension.history() == Dimension.History.SCD2
        ? versions(states, effectiveAt)
        : present(states);
  }

  private Dataset<Row> versions(Dataset<Row> states, Optional<Identifier> effectiveAt) {
    var track =
        dimension.track().isEmpty()
            ? attributes.stream()
                .map(Identifier::of)
                .filter(name -> !dimension.overwrite().contains(name))
                .filter(name -> !effectiveAt.equals(Optional.of(name)))
                .toList()
            : dimension.track();
    var versions = Timeline.of(states, new Timeline.Shape(key, track, dimension.overwrite()));
    var keys = Keys.of(dimension.dimension());
    return stored(
        versions,
        keys.version(Keys.columns(key), col(Timeline.VALID_FROM)),
        List.of(
            col(Timeline.VALID_FROM),
            col(Timeline.VALID_TO),
            col(Timeline.VALID_TO).isNull().as(Timeline.IS_CURRENT)));
  }

  private Dataset<Row> present(Dataset<Row> states) {
    var keys = Keys.of(dimension.dimension());
    return stored(
        States.present(states).filter(col(States.LIVED)),
        keys.durable(Keys.columns(key)),
        List.of(not(col(States.LIVE)).as(IS_DELETED)));
  }

  private Dataset<Row> stored(Dataset<Row> rows, Column versionKey, List<Column> validity) {
    var durableKey = Keys.of(dimension.dimension()).durable(Keys.columns(key));
    var columns = new ArrayList<Column>();
    columns.add(versionKey.as(role(dimension) + "_key"));
    columns.add(durableKey.as(role(dimension) + "_durable_key"));
    columns.addAll(Keys.columns(key));
    attributes.forEach(name -> columns.add(col(name)));
    columns.addAll(validity);
    columns.add(lit(false).as(IS_INFERRED));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The members that facts ask for and no source has brought: from 1900 to their first version. */
  public Dataset<Row> inferred(Dataset<Row> wanted, Dataset<Row> versions) {
    var keys = Keys.of(dimension.dimension());
    var role = role(dimension);
    var result =
        wanted
            .withColumn(role + "_durable_key", keys.durable(Keys.columns(key)))
            .withColumn(IS_INFERRED, lit(true));
    if (dimension.history() == Dimension.History.SCD2) {
      var first =
          versions
              .filter(not(col(IS_INFERRED)))
              .groupBy(col(role + "_durable_key").as("_durable"))
              .agg(functions.min(Timeline.VALID_FROM).as(Timeline.VALID_TO));
      result =
          result
              .withColumn(role + "_key", keys.version(Keys.columns(key), lit(Timeline.BEGINNING)))
              .withColumn(Timeline.VALID_FROM, lit(Timeline.BEGINNING))
              .join(first, col(role + "_durable_key").equalTo(col("_durable")), "left_outer")
              .withColumn(Timeline.IS_CURRENT, col(Timeline.VALID_TO).isNull());
    } else {
      result =
          result
              .withColumn(role + "_key", col(role + "_durable_key"))
              .withColumn(IS_DELETED, lit(false));
    }
    return filledUp(result, versions.schema());
  }

  /** The row that stands for what is not known: key -1. */
  public Dataset<Row> unknownMember(Dataset<Row> versions) {
    var role = role(dimension);
    var row =
        versions
            .sparkSession()
            .range(1)
            .select(
                lit(Keys.UNKNOWN).as(role + "_key"),
                lit(Keys.UNKNOWN).as(role + "_durable_key"),
                lit(Timeline.BEGINNING).as(Timeline.VALID_FROM),
                lit(true).as(Timeline.IS_CURRENT),
                lit(false).as(IS_INFERRED),
                lit(false).as(IS_DELETED));
    return filledUp(row, versions.schema());
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
