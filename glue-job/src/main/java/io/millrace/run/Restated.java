package io.millrace.run;

import static io.millrace.run.Claims.CONTENT;
import static io.millrace.run.Claims.FIRST;
import static io.millrace.run.Claims.PLACE;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.millrace.cdc.Echoes;
import io.millrace.cdc.Landed;
import io.millrace.cdc.Tally;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that stands otherwise in a change log once some of its rows do: those rows, and others
 * that had come before or again because of what these were.
 */
final class Restated {

  private static final StructType FILES =
      StructType.fromDDL(Technical.BATCH + " bigint, " + Technical.FILE + " string");
  private static final String CAME_AGAIN = "_came_again";
  private static final String STATED = "_stated";

  private final Workplace workplace;
  private final Staging staging;
  private final Claims claims;
  private final Dataset<Row> log;
  private final Dataset<Row> changed;
  private final Kept kept;
  private Optional<Dataset<Row>> contents = Optional.empty();

  /**
   * @param log all of it, as it stands
   * @param changed the rows that are others now
   */
  Restated(
      Workplace workplace, Staging staging, Dataset<Row> log, Dataset<Row> changed, Kept kept) {
    this.workplace = workplace;
    this.staging = staging;
    this.claims = new Claims(staging);
    this.log = log;
    this.changed = changed;
    this.kept = kept;
  }

  /** Those rows, and those of others whose status changes with them. */
  Dataset<Row> rows() {
    var before = Echoes.again(staging, landed());
    var after = Echoes.again(staging, landedNow());
    var heard = heard();
    var touched = kept.keep(touched(heard, doubtful(before, after)));
    if (touched.isEmpty()) {
      return changed;
    }
    var affected =
        kept.keep(
            heard
                .withColumn(PLACE, claims.place())
                .withColumn(CONTENT, Claims.content())
                .join(touched, PLACE, "left_semi"));
    var first = kept.keep(Claims.contents(affected.withColumn(Claims.ORIGIN, Claims.origin())));
    contents = Optional.of(first);
    return changed
        .filter(not(RowsAgain.isHeard(col(Technical.STATUS))))
        .unionByName(flagged(affected, first, after), true);
  }

  /** What is said of places that more than one content claims. */
  Optional<String> conflicts() {
    return contents.flatMap(claims::conflicts);
  }

  /** What makes history: as it stands, and as it does now. */
  private Dataset<Row> heard() {
    var others = withTypesOf(changed, log.join(changed, RowsAgain.SAME_ROW, "left_anti"));
    return changed
        .withColumn(STATED, lit(true))
        .unionByName(others, true)
        .filter(RowsAgain.isHeard(col(Technical.STATUS)));
  }

  /** The places at which another row may be the first now. */
  private Dataset<Row> touched(Dataset<Row> heard, Set<Echoes.Place> doubtful) {
    var now = heard.filter(col(STATED)).select(claims.place().as(PLACE));
    var before =
        changed.filter(col(RowsAgain.CLAIMED).isNotNull()).select(col(RowsAgain.CLAIMED).as(PLACE));
    var all = now.union(before);
    if (!doubtful.isEmpty()) {
      var there =
          heard.join(
              broadcast(files(doubtful)),
              scala.collection.JavaConverters.asScalaBuffer(List.of(FILES.fieldNames())),
              "left_semi");
      all = all.union(there.select(claims.place().as(PLACE)));
    }
    return all.distinct();
  }

  private Dataset<Row> flagged(
      Dataset<Row> affected, Dataset<Row> first, Set<Echoes.Place> echoes) {
    var files = files(echoes).withColumn(CAME_AGAIN, lit(true));
    var same =
        affected
            .col(PLACE)
            .equalTo(first.col(PLACE))
            .and(affected.col(CONTENT).equalTo(first.col(CONTENT)));
    var told =
        affected
            .join(first, same)
            .select(affected.col("*"), first.col(FIRST))
            .join(
                broadcast(files),
                scala.collection.JavaConverters.asScalaBuffer(List.of(FILES.fieldNames())),
                "left");
    var again = col(FIRST).notEqual(Claims.origin()).or(coalesce(col(CAME_AGAIN), lit(false)));
    var status = when(again, lit(Status.REDELIVERED.text())).otherwise(lit(Status.ACCEPTED.text()));
    return told.withColumn(RowsAgain.WAS, coalesce(col(RowsAgain.WAS), col(Technical.STATUS)))
        .filter(coalesce(col(STATED), lit(false)).or(col(Technical.STATUS).notEqual(status)))
        .withColumn(Technical.STATUS, status)
        .drop(PLACE, CONTENT, FIRST, CAME_AGAIN, STATED);
  }

  private List<Landed> landed() {
    return workplace.arrivals().of(staging);
  }

  /** What came of each file, by the rows as they stand now. */
  private List<Landed> landedNow() {
    if (!staging.position().isEmpty()) {
      return landed();
    }
    var files = changed.select(Technical.BATCH, Technical.FILE).distinct();
    var both = scala.collection.JavaConverters.asScalaBuffer(List.of(FILES.fieldNames()));
    var others = withTypesOf(changed, log.join(changed, RowsAgain.SAME_ROW, "left_anti"));
    var rows = changed.unionByName(others, true).join(broadcast(files), both, "left_semi");
    var told = Tally.of(staging, rows);
    var now = new ArrayList<Landed>();
    for (var file : landed()) {
      var arrival =
          told.stream()
              .filter(it -> it.batch() == file.arrival().batch())
              .filter(it -> it.file().equals(file.arrival().file()))
              .findFirst()
              .orElse(file.arrival());
      now.add(new Landed(file.file(), file.listed(), file.isSettled(), arrival));
    }
    return now;
  }

  private static Set<Echoes.Place> doubtful(Set<Echoes.Place> before, Set<Echoes.Place> after) {
    var doubtful = new HashSet<>(before);
    doubtful.addAll(after);
    var both = new HashSet<>(before);
    both.retainAll(after);
    doubtful.removeAll(both);
    return doubtful;
  }

  private Dataset<Row> files(Set<Echoes.Place> places) {
    var rows =
        places.stream().map(place -> RowFactory.create(place.batch(), place.file())).toList();
    return workplace.spark().createDataFrame(rows, FILES);
  }

  /** Where a column has another type now, none of the other rows is to be left in the end. */
  private static Dataset<Row> withTypesOf(Dataset<Row> wanted, Dataset<Row> rows) {
    var columns = new ArrayList<Column>();
    for (var field : rows.schema().fields()) {
      var same =
          Arrays.stream(wanted.schema().fields())
              .filter(other -> other.name().equalsIgnoreCase(field.name()))
              .filter(other -> !other.dataType().sameType(field.dataType()))
              .findFirst();
      var column = rows.col("`" + field.name() + "`");
      columns.add(same.map(now -> column.cast(now.dataType())).orElse(column).as(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }
}
