package io.millrace.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Points rows at the versions of a dimension that had begun last by their time (rules 14, 15). */
public final class Lookups {

  private static final String FOUND_KEY = "_found_key";
  private static final String FOUND_DURABLE = "_found_durable";
  private static final String AS_OF = "_as_of";
  private static final String REACHES_FROM = "_reaches_from";
  private static final String ENDS = "_ends";
  private static final String BEGAN = "_began";

  private final Dimension dimension;
  private final Lookup lookup;
  private final boolean isVersioned;
  private final List<Identifier> names;

  /**
   * The lookup of a dimension.
   *
   * @param key the dimension's business key, in its order; the day of one that is generated
   */
  public Lookups(Dimension dimension, Lookup lookup, List<Identifier> key) {
    this.dimension = dimension;
    this.lookup = lookup;
    this.isVersioned =
        dimension.generate().isEmpty() && dimension.history() == Dimension.History.SCD2;
    this.names = key;
  }

  /** Whether a row resolves to nothing, so that {@code missing} speaks. */
  public static String missing(Lookup lookup) {
    return "_missing_" + lookup.role();
  }

  /** Whether a row resolves to an inferred member of the looked-up dimension. */
  static String inferred(Lookup lookup) {
    return "_inferred_" + lookup.role();
  }

  /** A part of the business key that a row looks for. */
  static String wanted(Lookup lookup, int part) {
    return "_wanted_" + lookup.role() + "_" + part;
  }

  /** The durable key of what a row looks for, whether or not it is there. */
  public static String asked(Lookup lookup) {
    return "_" + lookup.role() + "_asked";
  }

  /** The time by which a row looks for it. */
  private static String asOf(Lookup lookup) {
    return "_" + lookup.role() + "_as_of";
  }

  /** What a row keeps of its lookup, so that it is known without its source where it belongs. */
  static List<String> kept(Lookup lookup) {
    return List.of(asked(lookup), asOf(lookup));
  }

  /**
   * Of stored rows those that do not point at what they would find now.
   *
   * @param members the dimension's rows of all that they ask for
   */
  public Dataset<Row> astray(Dataset<Row> stored, Dataset<Row> members) {
    var asking = stored.withColumn(AS_OF, col(asOf(lookup)));
    var matches = col(FOUND_DURABLE).equalTo(col(asked(lookup)));
    var found = col(FOUND_KEY).equalTo(col(lookup.role() + "_key"));
    if (isAsOf()) {
      matches = matches.and(inTime());
      found = found.and(col(AS_OF).geq(col(BEGAN)));
    }
    return asking
        .join(versions(members), matches, "left_outer")
        .filter(not(coalesce(found, lit(false))));
  }

  /** The rows with what they look for: its key and its time. */
  public Dataset<Row> asking(Dataset<Row> rows, Dataset<Row> members) {
    var asking = rows;
    for (int i = 0; i < names.size(); i++) {
      // Keys of another type are keys all the same, and have to hash alike.
      var type = members.schema().apply(names.get(i).text()).dataType();
      asking =
          asking.withColumn(
              wanted(lookup, i),
              expr(lookup.on().theirsToMine().get(names.get(i)).sql()).cast(type));
    }
    return lookup.asOf().isPresent()
        ? asking.withColumn(AS_OF, expr(lookup.asOf().get().sql()).cast("timestamp"))
        : asking;
  }

  /** Of the members those that rows ask for. */
  public Dataset<Row> askedFor(Dataset<Row> members, Dataset<Row> asking) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col(wanted(lookup, i)).as(names.get(i).text()));
    }
    return Keys.of(members, asking.select(columns.toArray(Column[]::new)).distinct(), names);
  }

  /** The asking rows with the two keys of the lookup, and whether it has found nothing. */
  public Dataset<Row> resolved(Dataset<Row> asking, Dataset<Row> members) {
    Column matches = lit(true);
    for (int i = 0; i < names.size(); i++) {
      matches = matches.and(col("_their_" + i).equalTo(col(wanted(lookup, i))));
    }
    if (isAsOf()) {
      matches = matches.and(inTime());
    }
    return pointed(asking.join(versions(members), matches, "left_outer"));
  }

  private static Column inTime() {
    var time = col(AS_OF);
    return col(REACHES_FROM)
        .isNull()
        .or(time.geq(col(REACHES_FROM)))
        .and(col(ENDS).isNull().or(time.lt(col(ENDS))))
        .and(time.isNotNull());
  }

  private Dataset<Row> pointed(Dataset<Row> joined) {
    var mine = new ArrayList<Column>();
    for (int i = 0; i < names.size(); i++) {
      mine.add(col(wanted(lookup, i)));
    }
    var key = col(FOUND_KEY);
    var nothing = mine.stream().map(Column::isNull).reduce(Column::or).orElseThrow();
    var hit = key.isNotNull();
    Column hasRoom = lit(true);
    if (lookup.asOf().isPresent()) {
      nothing = nothing.or(col(AS_OF).isNull());
    }
    if (isAsOf()) {
      // What is matched before its begin is the key's first version, which says how much room
      // there is before it.
      hit = hit.and(col(AS_OF).geq(col(BEGAN)));
      hasRoom = key.isNull().or(col(BEGAN).gt(lit(Timeline.BEGINNING)));
    }
    hit = hit.and(not(nothing));
    var missing = not(hit).and(not(nothing));
    var infers = lookup.missing() == Lookup.Missing.INFER ? missing.and(hasRoom) : lit(false);
    var keys = Keys.of(dimension);
    var inferredVersion =
        isVersioned ? keys.version(mine, lit(Timeline.BEGINNING)) : keys.durable(mine);
    var role = lookup.role();
    var dropped = new ArrayList<>(List.of(FOUND_KEY, FOUND_DURABLE, AS_OF));
    dropped.addAll(List.of(REACHES_FROM, BEGAN, ENDS));
    for (int i = 0; i < names.size(); i++) {
      dropped.add("_their_" + i);
    }
    return withKept(joined, keys.durable(mine))
        .withColumn(missing(lookup), coalesce(missing, lit(false)))
        .withColumn(inferred(lookup), coalesce(infers, lit(false)))
        .withColumn(role + "_key", found(hit, key, inferredVersion))
        .withColumn(role + "_durable_key", found(hit, col(FOUND_DURABLE), keys.durable(mine)))
        .drop(dropped.toArray(String[]::new));
  }

  private Dataset<Row> withKept(Dataset<Row> rows, Column durable) {
    if (dimension.generate().isPresent()) {
      return rows;
    }
    var time = lookup.asOf().isPresent() ? col(AS_OF) : lit(null).cast("timestamp");
    return rows.withColumn(asked(lookup), durable).withColumn(asOf(lookup), time);
  }

  private Column found(Column hit, Column key, Column inferred) {
    return when(hit, key).when(col(inferred(lookup)), inferred).otherwise(lit(Keys.UNKNOWN));
  }

  private Dataset<Row> versions(Dataset<Row> members) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(col(names.get(i).text()).as("_their_" + i));
    }
    var versionKey = DimensionShape.versionKey(dimension);
    var durableKey = DimensionShape.durableKey(dimension);
    var real = members.filter(col(versionKey).notEqual(Keys.UNKNOWN));
    columns.add(col(versionKey).as(FOUND_KEY));
    columns.add(col(durableKey).as(FOUND_DURABLE));
    if (dimension.generate().isEmpty()) {
      real = real.filter(not(col(DimensionShape.IS_INFERRED)));
    }
    if (!isVersioned) {
      return real.select(columns.toArray(Column[]::new));
    }
    var order = Window.partitionBy(col(durableKey)).orderBy(Timeline.VALID_FROM);
    var began = col(Timeline.VALID_FROM);
    columns.add(began.as(BEGAN));
    columns.add(when(row_number().over(order).gt(1), began).as(REACHES_FROM));
    // In a gap the version before it still speaks, so it ends where the next begins.
    columns.add(lead(began, 1).over(order).as(ENDS));
    var all = real.select(columns.toArray(Column[]::new));
    return isAsOf() ? all : all.filter(col(ENDS).isNull());
  }

  private boolean isAsOf() {
    return isVersioned && lookup.asOf().isPresent();
  }
}
