package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

  /** The versions or present states that the states of all keys make. */
  public Dataset<Row> rows(Dataset<Row> states, java.util.Optional<Identifier> effectiveAt) {
    var seen = dimension.onDelete() == Dimension.OnDelete.IGNORE ? withoutDeletes(states) : states;
    return dimension.history() == Dimension.History.SCD2
        ? versions(seen, effectiveAt)
        : present(seen);
  }

  private Dataset<Row> versions(Dataset<Row> states, java.util.Optional<Identifier> effectiveAt) {
    var track =
        dimension.track().isEmpty()
            ? attributes.stream()
                .map(Identifier::of)
                .filter(name -> !dimension.overwrite().contains(name))
                .filter(name -> !effectiveAt.equals(java.util.Optional.of(name)))
                .toList()
            : dimension.track();
    var versions = Timeline.of(states, new Timeline.Shape(key, track, dimension.overwrite()));
    var keys = Keys.of(dimension.dimension());
    return versions
        .withColumn(
            role(dimension) + "_key", keys.version(Keys.columns(key), col(Timeline.VALID_FROM)))
        .withColumn(role(dimension) + "_durable_key", keys.durable(Keys.columns(key)))
        .withColumn(IS_INFERRED, lit(false))
        .select(columns());
  }

  private Dataset<Row> present(Dataset<Row> states) {
    var keys = Keys.of(dimension.dimension());
    return States.present(states)
        .withColumn(role(dimension) + "_key", keys.durable(Keys.columns(key)))
        .withColumn(role(dimension) + "_durable_key", keys.durable(Keys.columns(key)))
        .withColumn(IS_DELETED, not(col(States.LIVE)))
        .withColumn(IS_INFERRED, lit(false))
        .select(columns());
  }

  /** Without deletes a key's last live state lasts until its next one. */
  private Dataset<Row> withoutDeletes(Dataset<Row> states) {
    var order =
        org.apache.spark.sql.expressions.Window.partitionBy(
                Keys.columns(key).toArray(Column[]::new))
            .orderBy(col(States.FROM));
    return states
        .filter(col(States.LIVE))
        .withColumn(States.UNTIL, functions.lead(col(States.FROM), 1).over(order));
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

  private Column[] columns() {
    var names = new ArrayList<String>();
    names.add(role(dimension) + "_key");
    names.add(role(dimension) + "_durable_key");
    key.forEach(name -> names.add(name.text()));
    names.addAll(attributes);
    var validity =
        dimension.history() == Dimension.History.SCD2
            ? Stream.of(Timeline.VALID_FROM, Timeline.VALID_TO, Timeline.IS_CURRENT)
            : Stream.of(IS_DELETED);
    validity.forEach(names::add);
    names.add(IS_INFERRED);
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  private boolean isKey(String name) {
    return key.stream().anyMatch(column -> column.text().equals(name));
  }
}
