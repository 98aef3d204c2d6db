package io.millrace.run;

import static io.millrace.run.Claims.CONTENT;
import static io.millrace.run.Claims.FIRST;
import static io.millrace.run.Claims.ORIGIN;
import static io.millrace.run.Claims.PLACE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.millrace.cdc.Arrival;
import io.millrace.cdc.Batch;
import io.millrace.cdc.Echoes;
import io.millrace.cdc.Landed;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which rows of a batch have come before, and what has come to one place with different contents
 * (rules 4 and 5). Only a row that is accepted can be one that came again: what was rejected before
 * was never heard.
 */
record Redelivery(Workplace workplace, Staging staging, Batch batch, List<Arrival> arrivals) {

  /** The batch with every row that came before flagged so; the same where none did. */
  ChangeLog.Pending flagged(ChangeLog.Pending pending) {
    if (!pending.counts().containsKey(Status.ACCEPTED)) {
      return pending;
    }
    var accepted = pending.rows(Status.ACCEPTED);
    var files = Echoes.again(staging, landed(), batch.number());
    boolean byRow = !staging.position().isEmpty() || comesUnderAnOldName();
    if (byRow) {
      var contents = contents(accepted);
      if (!contents.isEmpty()) {
        var told = contents.persist();
        try {
          conflicts(told);
          return pending.restated(stated(withFirst(accepted, told), files));
        } finally {
          told.unpersist();
        }
      }
    }
    return files.isEmpty()
        ? pending
        : pending.restated(stated(accepted.withColumn(FIRST, Claims.origin()), files));
  }

  private List<Landed> landed() {
    var all = new ArrayList<>(workplace.arrivals().of(staging));
    all.addAll(
        Landed.of(List.of(batch), batch.number(), arrivals).stream()
            .filter(file -> file.arrival().rows() > 0)
            .toList());
    return all;
  }

  private boolean comesUnderAnOldName() {
    var names = new HashSet<String>();
    workplace.arrivals().of(staging).forEach(file -> names.add(file.file().file()));
    return batch.files().stream().anyMatch(file -> names.contains(file.file()));
  }

  /**
   * The contents at every place that more than one row of this batch and the log claim, with the
   * first row of each; none where there is no such place.
   */
  private Dataset<Row> contents(Dataset<Row> accepted) {
    var claims = claims(accepted);
    if (log().exists()) {
      claims = claims.unionByName(claims(logged()));
    }
    var hash = xxhash64(col(PLACE));
    // By their hash first: most batches bring nothing twice, and eight bytes a row tell so.
    var doubtful =
        claims
            .groupBy(hash.as("_hash"))
            .agg(count(lit(1)).as("_claims"), max(col(ORIGIN + "." + Technical.BATCH)).as("_last"))
            .filter(col("_claims").gt(1).and(col("_last").equalTo(batch.number())))
            .select("_hash");
    return Claims.contents(claims.join(doubtful, hash.equalTo(doubtful.col("_hash")), "left_semi"));
  }

  /** What has been heard so far at the times of this batch. */
  private Dataset<Row> logged() {
    var from = arrivals.stream().flatMap(it -> it.earliest().stream()).min(Instant::compareTo);
    var to = arrivals.stream().flatMap(it -> it.latest().stream()).max(Instant::compareTo);
    var heard = col(Technical.STATUS).isin(Status.ACCEPTED.text(), Status.REDELIVERED.text());
    var log = log().read().filter(heard);
    return from.isEmpty() || to.isEmpty()
        ? log.limit(0)
        : log.filter(
            col(Technical.AT).between(Timestamp.from(from.get()), Timestamp.from(to.get())));
  }

  private ChangeLog log() {
    return workplace.lake().changeLog(staging.staging());
  }

  private Dataset<Row> claims(Dataset<Row> rows) {
    return new Claims(staging).of(rows);
  }

  private Dataset<Row> withFirst(Dataset<Row> accepted, Dataset<Row> contents) {
    var place = new Claims(staging).place();
    var same =
        place.equalTo(contents.col(PLACE)).and(Claims.content().equalTo(contents.col(CONTENT)));
    return accepted
        .join(contents, same, "left")
        .withColumn(FIRST, coalesce(col(FIRST), Claims.origin()))
        .drop(PLACE, CONTENT);
  }

  private static Dataset<Row> stated(Dataset<Row> accepted, List<String> files) {
    var again = col(FIRST).notEqual(Claims.origin()).or(col(Technical.FILE).isin(files.toArray()));
    var status = when(again, lit(Status.REDELIVERED.text())).otherwise(lit(Status.ACCEPTED.text()));
    return accepted.withColumn(Technical.STATUS, status).drop(FIRST);
  }

  private void conflicts(Dataset<Row> contents) {
    new Claims(staging)
        .conflicts(contents)
        .ifPresent(
            said ->
                workplace.warn(
                    "batch %d of %s ".formatted(batch.number(), staging.staging()) + said));
  }
}
