package io.millrace.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Rows of a change log beside what they are when they are judged again.
 *
 * @param stored as they stand in the log, each with the file that it stands in
 * @param judged as they would land now
 */
record RowsAgain(Staging staging, Dataset<Row> stored, Dataset<Row> judged) {

  /** What tells a row of a source from every other. */
  static final List<String> ROW = List.of(Technical.BATCH, Technical.FILE, Technical.ROW);

  static final Seq<String> SAME_ROW = JavaConverters.asScalaBuffer(ROW);

  /** The status that a row had. */
  static final String WAS = "_was";

  /** The place that a row claimed while it was heard; null of one that was not. */
  static final String CLAIMED = "_claimed";

  private static final String STORED_IN = "_stored_in";
  private static final String READ = "_read";
  private static final String OLD = "_old";
  private static final String NOW = "_now";

  /** Whether a row is one of those that make history. */
  static Column isHeard(Column status) {
    return status.isin(Status.ACCEPTED.text(), Status.REDELIVERED.text());
  }

  /** The rows that are others now, with what they were; without columns where nothing was read. */
  Dataset<Row> changed() {
    var old = stored.drop(STORED_IN);
    var claimed = when(isHeard(col(Technical.STATUS)), new Claims(staging).place());
    var before = stored.select(with(ROW, col(STORED_IN), claimed.as(CLAIMED), whole(old).as(OLD)));
    var now = judged.select(with(ROW, whole(judged).as(NOW), lit(true).as(READ)));
    var columns = new LinkedHashMap<String, Column>();
    var differs = col(READ).isNull();
    for (var field : both(old, judged).entrySet()) {
      var was = field(OLD, old, field.getKey(), field.getValue());
      var is = field(NOW, judged, field.getKey(), field.getValue());
      if (field.getKey().equals(Technical.STATUS)) {
        // Which of equal rows came again is decided among all of them.
        is = when(isHeard(was).and(is.equalTo(Status.ACCEPTED.text())), was).otherwise(is);
      }
      differs = differs.or(differ(was, is, type(old, field.getKey()), field.getValue()));
      columns.put(field.getKey(), is);
    }
    var result = new ArrayList<Column>();
    columns.forEach((name, value) -> result.add(value.as(name)));
    result.add(col(STORED_IN));
    result.add(col(CLAIMED));
    result.add(col(OLD).getField(Technical.STATUS).as(WAS));
    result.add(coalesce(col(READ), lit(false)).as(READ));
    return before.join(now, SAME_ROW, "left").filter(differs).select(result.toArray(Column[]::new));
  }

  /** Refuses to go on without a row: every one that is to be judged again is to be found. */
  static void requireAll(Dataset<Row> changed, Staging staging) {
    if (!changed.filter(not(col(READ))).isEmpty()) {
      throw new Failure(
          Failure.Kind.DATA,
          "the originals of %s hold other rows than when they landed: some are not to be found again. Nothing has changed"
              .formatted(staging.staging()));
    }
  }

  /** What the rows have to be stored with, without what was only told of them. */
  static Dataset<Row> stated(Dataset<Row> changed) {
    return changed.drop(CLAIMED, WAS, READ);
  }

  private static Column whole(Dataset<Row> rows) {
    return struct(
        Arrays.stream(rows.columns())
            .map(name -> rows.col("`" + name + "`"))
            .toArray(Column[]::new));
  }

  /** The names of the log, and then what is new, with the types that they have now. */
  private static Map<String, DataType> both(Dataset<Row> old, Dataset<Row> now) {
    var types = new LinkedHashMap<String, DataType>();
    for (var field : old.schema().fields()) {
      var same = type(now, field.name());
      types.put(field.name(), same == null ? field.dataType() : same);
    }
    for (var field : now.schema().fields()) {
      if (type(old, field.name()) == null) {
        types.put(field.name(), field.dataType());
      }
    }
    return types;
  }

  private static DataType type(Dataset<Row> rows, String name) {
    return Arrays.stream(rows.schema().fields())
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .map(StructField::dataType)
        .orElse(null);
  }

  private static Column field(String side, Dataset<Row> rows, String name, DataType type) {
    return Arrays.stream(rows.columns())
        .filter(other -> other.equalsIgnoreCase(name))
        .findFirst()
        .map(other -> col(side).getField(other))
        .orElse(lit(null).cast(type));
  }

  private static Column differ(Column was, Column is, DataType before, DataType now) {
    if (before != null && !before.sameType(now)) {
      return lit(true);
    }
    // Spark compares no maps.
    boolean hasMap = now.catalogString().toLowerCase(Locale.ROOT).contains("map<");
    return hasMap
        ? not(to_json(struct(was.as("v"))).eqNullSafe(to_json(struct(is.as("v")))))
        : not(was.eqNullSafe(is));
  }

  private static Column[] with(List<String> names, Column... more) {
    var all = new ArrayList<Column>();
    names.forEach(name -> all.add(functions.col(name)));
    all.addAll(List.of(more));
    return all.toArray(Column[]::new);
  }
}
