package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.millrace.history.Keys;
import io.millrace.history.States;
import io.millrace.lake.Little;
import io.millrace.lake.Origin;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Join;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The change logs of a pipeline as dimensions and facts read them, and what is new in them. */
final class Sources {

  private static final Set<Status> HEARD = EnumSet.of(Status.ACCEPTED, Status.REDELIVERED);

  private final Workplace workplace;

  Sources(Workplace workplace) {
    this.workplace = workplace;
  }

  Staging staging(TableName name) {
    return workplace.pipeline().staging(name).orElseThrow();
  }

  States states(Staging staging) {
    return States.of(staging).completeLoads(new Heard(workplace, staging).completeLoads());
  }

  /** The log with the columns that its configuration declares. */
  Dataset<Row> declared(Staging staging) {
    return DeclaredLog.of(workplace, staging);
  }

  /** The log with every column: those that nobody declared come last. */
  Dataset<Row> whole(Staging staging) {
    return DeclaredLog.whole(workplace, staging);
  }

  /** Of the log with every column what may be about some keys. */
  Dataset<Row> whole(Staging staging, Dataset<Row> keys) {
    return near(whole(staging), staging, keys);
  }

  /** Without the files and row groups whose keys all lie elsewhere: these are not opened. */
  private Dataset<Row> near(Dataset<Row> log, Staging staging, Dataset<Row> keys) {
    // A changed key is told in the row of another.
    if (isLittle(staging) || !staging.keyBefore().isEmpty()) {
      return log;
    }
    var bounds = new ArrayList<Column>();
    for (var name : staging.key()) {
      bounds.add(functions.min(name.text()));
      bounds.add(functions.max(name.text()));
    }
    var found =
        keys.select(columns(staging.key())).agg(lit(1), bounds.toArray(Column[]::new)).head();
    var near = log;
    for (int i = 0; i < staging.key().size(); i++) {
      near =
          near.filter(
              col(staging.key().get(i).text())
                  .between(lit(found.get(2 * i + 1)), lit(found.get(2 * i + 2))));
    }
    return near;
  }

  /** How far logs are, by names of which each table uses those of its own sources. */
  Map<String, Long> marks(List<Staging> sources) {
    var marks = new LinkedHashMap<String, Long>();
    for (var staging : sources) {
      var name = staging.staging();
      marks.put(log(name), workplace.lake().changeLog(name).version());
      marks.put("millrace/told/" + name, new Heard(workplace, staging).mark());
    }
    return marks;
  }

  /** Whether reading all of a source's log costs next to nothing. */
  boolean isLittle(Staging staging) {
    return workplace.lake().changeLog(staging.staging()).bytes() <= Little.bytes(workplace.spark());
  }

  private static String log(TableName name) {
    return "millrace/log/" + name;
  }

  /** The keys of a source about which there is news since a table was computed. */
  Concerned since(Origin before, Staging staging) {
    return news(before, staging).concerned();
  }

  /**
   * What a source brought since a table was computed.
   *
   * @param rows what landed, where that is all there is to hear
   */
  record News(Concerned concerned, Optional<Dataset<Row>> rows) {}

  News news(Origin before, Staging staging) {
    var now = marks(List.of(staging));
    var log = log(staging.staging());
    var then = before.marks().get(log);
    boolean isHeardAlike =
        now.entrySet().stream()
            .filter(mark -> !mark.getKey().equals(log))
            .allMatch(mark -> mark.getValue().equals(before.marks().get(mark.getKey())));
    if (then != null && isHeardAlike && then.equals(now.get(log))) {
      return new News(Concerned.NONE, Optional.empty());
    }
    if (then == null || !isHeardAlike || then < 0) {
      return new News(Concerned.ALL, Optional.empty());
    }
    // Any row of a load says that its key was there, whatever became of the row.
    var statuses = staging.replaces() ? EnumSet.allOf(Status.class) : HEARD;
    var landed = workplace.lake().changeLog(staging.staging()).landedAfter(then, statuses);
    return new News(
        Concerned.of(landed.map(rows -> States.keys(staging, rows))),
        landed.map(rows -> DeclaredLog.whole(workplace, staging, rows)));
  }

  /** The keys whose rows name rows of another source about which there is news. */
  Concerned since(Origin before, Staging staging, TableName other, Join join) {
    var theirs = since(before, staging(other));
    if (theirs.keys().isEmpty()) {
      return theirs;
    }
    var mine = new ArrayList<Identifier>();
    var renamed = new ArrayList<Column>();
    join.on()
        .theirsToMine()
        .forEach(
            (name, column) -> {
              mine.add(column);
              renamed.add(col(name.text()).as(column.text()));
            });
    var log =
        declared(staging)
            .filter(
                col(Technical.STATUS)
                    .isin(HEARD.stream().map(Status::text).toArray(Object[]::new)));
    var naming = Keys.of(log, theirs.keys().get().select(renamed.toArray(Column[]::new)), mine);
    return Concerned.of(States.keys(staging, naming));
  }

  /** The rows' foreign keys as the other source's keys. */
  static Dataset<Row> named(Dataset<Row> rows, Join join) {
    return rows.select(
            join.on().theirsToMine().entrySet().stream()
                .map(pair -> col(pair.getValue().text()).as(pair.getKey().text()))
                .toArray(Column[]::new))
        .distinct();
  }

  static Column[] columns(List<Identifier> names) {
    return names.stream().map(Identifier::text).map(functions::col).toArray(Column[]::new);
  }

  static Column[] named(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  /** The states of a source's rows, of these keys alone where they are given. */
  Dataset<Row> present(Staging staging, Optional<Dataset<Row>> keys) {
    var log = declared(staging);
    return States.present(
        keys.map(wanted -> states(staging).ofKeys(wanted).in(near(log, staging, wanted)))
            .orElseGet(() -> states(staging).in(log)));
  }

  /** The rows that a source has now. */
  Dataset<Row> mirrored(Staging staging, Optional<Dataset<Row>> keys) {
    var present = present(staging, keys).filter(col(States.LIVE));
    return present.select(
        Arrays.stream(present.columns())
            .filter(name -> !Technical.isTechnical(name))
            .map(functions::col)
            .toArray(Column[]::new));
  }
}
