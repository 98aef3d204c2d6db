package io.millrace.run;

import static org.apache.spark.sql.functions.col;

import io.millrace.history.Keys;
import io.millrace.history.States;
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

  private static String log(TableName name) {
    return "millrace/log/" + name;
  }

  /** The keys of a source about which there is news since a table was computed. */
  Concerned since(Origin before, Staging staging) {
    var now = marks(List.of(staging));
    var log = log(staging.staging());
    var then = before.marks().get(log);
    boolean isHeardAlike =
        now.entrySet().stream()
            .filter(mark -> !mark.getKey().equals(log))
            .allMatch(mark -> mark.getValue().equals(before.marks().get(mark.getKey())));
    if (then == null || !isHeardAlike) {
      return Concerned.ALL;
    }
    if (then.equals(now.get(log))) {
      return Concerned.NONE;
    }
    if (then < 0) {
      return Concerned.ALL;
    }
    // Any row of a load says that its key was there, whatever became of the row.
    var statuses = staging.replaces() ? EnumSet.allOf(Status.class) : HEARD;
    return Concerned.of(
        workplace
            .lake()
            .changeLog(staging.staging())
            .landedAfter(then, statuses)
            .map(rows -> States.keys(staging, rows)));
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

  /** The states of a source's rows, of these keys alone where they are given. */
  Dataset<Row> present(Staging staging, Optional<Dataset<Row>> keys) {
    var states = keys.map(states(staging)::ofKeys).orElseGet(() -> states(staging));
    return States.present(states.in(declared(staging)));
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
