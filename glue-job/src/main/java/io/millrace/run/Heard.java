package io.millrace.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.millrace.cdc.Echoes;
import io.millrace.cdc.Landed;
import io.millrace.cdc.Load;
import io.millrace.cdc.Loads;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What a source's files say beyond their rows: which loads are complete, and under which file and
 * time a row is to be heard.
 */
final class Heard {

  private static final StructType TOLD =
      StructType.fromDDL("_batch bigint, _file string, _told_file string, _told_at timestamp");

  private final Staging staging;
  private final List<Landed> landed;
  private final List<Load> loads;

  Heard(Workplace workplace, Staging staging) {
    this.staging = staging;
    this.landed = workplace.arrivals().of(staging);
    this.loads = staging.replaces() ? Loads.of(staging, landed) : List.of();
  }

  List<Load> loads() {
    return loads;
  }

  List<Instant> completeLoads() {
    return loads.stream().filter(Load::isComplete).map(Load::at).toList();
  }

  /** A number for all this: where it is another, rows heard before may have to be heard anew. */
  long mark() {
    var told = told().stream().map(Row::toString).sorted().toList();
    var said = completeLoads() + " " + told;
    return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  /**
   * The log with the rows of a load at its time, and those of a file that came again as its own.
   */
  Dataset<Row> in(Dataset<Row> log) {
    var told = told();
    if (told.isEmpty()) {
      return log;
    }
    var names = List.of(log.columns());
    var files = broadcast(log.sparkSession().createDataFrame(told, TOLD));
    var joined =
        log.join(
            files,
            log.col(Technical.BATCH)
                .equalTo(files.col(Technical.BATCH))
                .and(log.col(Technical.FILE).equalTo(files.col(Technical.FILE))),
            "left");
    return joined.select(
        names.stream()
            .map(
                name ->
                    switch (name) {
                      case Technical.FILE -> coalesce(col("_told_file"), log.col(name)).as(name);
                      case Technical.AT -> coalesce(col("_told_at"), log.col(name)).as(name);
                      default -> log.col("`" + name + "`");
                    })
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  private List<Row> told() {
    var told = new ArrayList<Row>();
    for (var load : loads) {
      for (var file : load.files()) {
        boolean isElsewhere =
            file.isSpread() || !file.arrival().earliest().equals(java.util.Optional.of(load.at()));
        if (isElsewhere && file.arrival().rows() > 0) {
          told.add(row(file, file.file().file(), load.at()));
        }
      }
    }
    Echoes.of(staging, landed)
        .forEach(
            (echo, first) ->
                told.add(
                    row(
                        echo,
                        first.file().file(),
                        staging.source().timestamp().isPresent()
                            ? null
                            : first.arrival().earliest().orElseThrow())));
    return told;
  }

  private static Row row(Landed file, String toldFile, Instant toldAt) {
    return RowFactory.create(
        file.arrival().batch(),
        file.file().file(),
        toldFile,
        toldAt == null ? null : Timestamp.from(toldAt));
  }
}
