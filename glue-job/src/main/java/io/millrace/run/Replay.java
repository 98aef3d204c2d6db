package io.millrace.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.millrace.cdc.ArchiveFolder;
import io.millrace.cdc.Batch;
import io.millrace.cdc.ChangeReader;
import io.millrace.cdc.Originals;
import io.millrace.cdc.SourceFolder;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Rows of a source read from their originals again and judged as if today's rules had been there
 * when they landed: each stands at its old place, as what it is now, all in one commit.
 */
final class Replay {

  /** So many batches are read in one plan: each adds to it what its files need. */
  private static final int AT_ONCE = 32;

  private static final Set<Status> REJECTED =
      Set.of(Status.QUARANTINED, Status.PARKED, Status.DROPPED);
  private static final Seq<String> SAME_FILE =
      JavaConverters.asScalaBuffer(List.of(Technical.BATCH, Technical.FILE));
  private static final StructType FILES =
      StructType.fromDDL(Technical.BATCH + " bigint, " + Technical.FILE + " string");

  private final Workplace workplace;
  private final SourceRules rules;
  private final Staging staging;
  private final Again again;
  private final ChangeLog log;

  Replay(SourceRules rules, Again again) {
    this.workplace = rules.workplace();
    this.rules = rules;
    this.staging = rules.staging();
    this.again = again;
    this.log = workplace.lake().changeLog(staging.staging());
  }

  /** A file of which rows are wanted again, and how many. */
  private record Wanted(long batch, String file, long rows) {}

  Map<String, Long> take() {
    if (!log.exists()) {
      return Map.of();
    }
    long version = log.version();
    var wanted = wanted();
    var originals = originals(wanted);
    tellGone(originals, wanted);
    if (originals.there().isEmpty()) {
      return Map.of();
    }
    try (var kept = new Kept()) {
      var scope = wantedRows().join(broadcast(files(originals.there())), SAME_FILE, "left_semi");
      var changed = changed(originals.there(), scope, kept);
      if (changed.isEmpty()) {
        return Map.of();
      }
      var restated = new Restated(workplace, staging, log.located(), changed, kept);
      var rows = kept.keep(restated.rows());
      var counts = new ReplayCounts(scope, rows);
      if (again.everything() && !again.inSpiteOfGates()) {
        counts.hold(staging);
      }
      restated
          .conflicts()
          .ifPresent(
              said -> workplace.warn("what was read again of " + staging.staging() + " " + said));
      log.restate(RowsAgain.stated(rows), version);
      workplace.arrivals().forget(staging.staging());
      return counts.told();
    }
  }

  private Dataset<Row> wantedRows() {
    var batches =
        workplace.arrivals().batches(staging.staging()).stream()
            .filter(again.batches())
            .map(Batch::number)
            .toArray();
    var rows = log.located().filter(col(Technical.BATCH).isin(batches));
    return again.everything()
        ? rows
        : rows.filter(col(Technical.STATUS).isin(REJECTED.stream().map(Status::text).toArray()));
  }

  private Map<Long, Map<String, Wanted>> wanted() {
    var wanted = new HashMap<Long, Map<String, Wanted>>();
    for (var row : wantedRows().groupBy(Technical.BATCH, Technical.FILE).count().collectAsList()) {
      wanted
          .computeIfAbsent(row.getLong(0), batch -> new HashMap<>())
          .put(row.getString(1), new Wanted(row.getLong(0), row.getString(1), row.getLong(2)));
    }
    return wanted;
  }

  private Originals originals(Map<Long, Map<String, Wanted>> wanted) {
    var hadoop = workplace.spark().sessionState().newHadoopConf();
    var environment = workplace.pipeline().environment();
    var path = staging.source().path();
    // A row may name one that came with it: then all that came with it is needed.
    boolean isWhole = rules.references().areAmongThemselves();
    var landed = new HashSet<List<Object>>();
    workplace.arrivals().of(staging).stream()
        .filter(file -> file.arrival().rows() > 0)
        .forEach(file -> landed.add(List.of(file.arrival().batch(), file.arrival().file())));
    var batches = new ArrayList<Batch>();
    for (var batch : workplace.arrivals().batches(staging.staging())) {
      var files = wanted.getOrDefault(batch.number(), Map.of());
      if (!files.isEmpty()) {
        batches.add(
            batch.without(
                file ->
                    !(isWhole
                        ? landed.contains(List.<Object>of(batch.number(), file.file()))
                        : files.containsKey(file.file()))));
      }
    }
    return Originals.of(
        batches,
        folder(),
        environment.archive().map(archive -> ArchiveFolder.of(archive, path, hadoop)));
  }

  private void tellGone(Originals originals, Map<Long, Map<String, Wanted>> wanted) {
    for (var gone : originals.gone()) {
      var file = wanted.get(gone.batch()).get(gone.file().file());
      if (file != null) {
        workplace.warn(
            "%d %s of batch %s/%d cannot be read again and %s: %s is gone, or is another file now"
                .formatted(
                    file.rows(),
                    file.rows() == 1 ? "row" : "rows",
                    staging.staging(),
                    gone.batch(),
                    file.rows() == 1 ? "stays as it is" : "stay as they are",
                    gone.file().path()));
      }
    }
  }

  private SourceFolder folder() {
    var hadoop = workplace.spark().sessionState().newHadoopConf();
    return SourceFolder.of(workplace.pipeline().environment().raw(), staging, hadoop);
  }

  private Dataset<Row> files(List<Batch> batches) {
    var files = new ArrayList<Row>();
    for (var batch : batches) {
      batch.files().forEach(file -> files.add(RowFactory.create(batch.number(), file.file())));
    }
    return workplace.spark().createDataFrame(files, FILES);
  }

  /** The rows of the log that are others by now, each with the file that it stands in. */
  private Dataset<Row> changed(List<Batch> batches, Dataset<Row> scope, Kept kept) {
    var all = new ArrayList<Dataset<Row>>();
    for (int i = 0; i < batches.size(); i += AT_ONCE) {
      var some = batches.subList(i, Math.min(batches.size(), i + AT_ONCE));
      var numbers = some.stream().map(Batch::number).toArray();
      all.add(changedOf(some, scope.filter(col(Technical.BATCH).isin(numbers)), kept));
    }
    return all.stream().reduce((one, other) -> one.unionByName(other, true)).orElseThrow();
  }

  private Dataset<Row> changedOf(List<Batch> batches, Dataset<Row> scope, Kept kept) {
    var reader = new ChangeReader(workplace.spark(), staging, rules.salt());
    var read = new ArrayList<Dataset<Row>>();
    for (var batch : batches) {
      var changes = reader.read(batch, Optional.empty(), log.columns());
      changes.setAside().stream()
          .findFirst()
          .ifPresent(
              file -> {
                throw new Failure(
                    Failure.Kind.DATA,
                    "%s of batch %s was read before and cannot be now: %s. Nothing of %s has changed"
                        .formatted(file.path(), batch.name(), file.why(), staging.staging()));
              });
      changes.rows().ifPresent(read::add);
    }
    var rows = read.stream().reduce((one, other) -> one.unionByName(other, true)).orElseThrow();
    var judged =
        new Verdicts(staging, rules, Set.copyOf(rules.gates().values())).of(only(rows, scope));
    var changed = kept.keep(new RowsAgain(staging, scope, judged).changed());
    RowsAgain.requireAll(changed, staging);
    return changed;
  }

  /** The rows that are wanted; all, where one may name another that came with it. */
  private Dataset<Row> only(Dataset<Row> rows, Dataset<Row> scope) {
    boolean needsAll = again.everything() || rules.references().areAmongThemselves();
    var places = scope.select(Technical.BATCH, Technical.FILE, Technical.ROW);
    return needsAll ? rows : rows.join(places, RowsAgain.SAME_ROW, "left_semi");
  }
}
