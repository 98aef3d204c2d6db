package io.millrace.run;

import static org.apache.spark.sql.functions.col;

import io.millrace.cdc.Arrival;
import io.millrace.cdc.Batch;
import io.millrace.cdc.Landed;
import io.millrace.cdc.SetAside;
import io.millrace.cdc.Tally;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of every file that has landed so far, this run's among them. */
final class Arrivals {

  private final Workplace workplace;
  private final Map<TableName, List<Batch>> batches = new LinkedHashMap<>();
  private final Map<TableName, List<Arrival>> known = new LinkedHashMap<>();
  private final List<Arrival> unwritten = new ArrayList<>();
  private boolean isRead;

  Arrivals(Workplace workplace) {
    this.workplace = workplace;
  }

  /** The files of a source that have landed. */
  synchronized List<Landed> of(Staging staging) {
    read();
    var name = staging.staging();
    var taken = batches.getOrDefault(name, List.of());
    long last = workplace.lake().changeLog(name).lastBatch();
    recover(staging, taken, last);
    return Landed.of(taken, last, known.getOrDefault(name, List.of()));
  }

  /** Batches that this run has written down. */
  synchronized void taken(List<Batch> fresh) {
    read();
    fresh.forEach(batch -> batches.computeIfAbsent(batch.source(), it -> list()).add(batch));
  }

  /** When files are listed now: later than any before, even where the clock was set back. */
  synchronized Instant listing() {
    read();
    var now = workplace.now().truncatedTo(ChronoUnit.MICROS);
    return batches.values().stream()
        .flatMap(List::stream)
        .map(batch -> batch.listed().plus(1, ChronoUnit.MICROS))
        .max(Instant::compareTo)
        .filter(now::isBefore)
        .orElse(now);
  }

  /** All batches of a source, landed or not. */
  synchronized List<Batch> batches(TableName source) {
    read();
    return List.copyOf(batches.getOrDefault(source, List.of()));
  }

  synchronized void landed(Batch batch, List<Arrival> arrivals) {
    var there = new HashSet<String>();
    arrivals.forEach(arrival -> there.add(arrival.file()));
    add(arrivals);
    batch.files().stream()
        .filter(file -> !there.contains(file.file()))
        .map(file -> Arrival.empty(batch.source(), batch.number(), file.file()))
        .forEach(empty -> add(List.of(empty)));
  }

  /** Files that cannot be read leave no trace in the log, so they are written down before it. */
  synchronized void lost(Batch batch, List<SetAside> setAside) {
    read();
    var known = this.known.computeIfAbsent(batch.source(), name -> list());
    var lost =
        setAside.stream()
            .map(file -> Arrival.lost(batch, file.file(), file.why()))
            .filter(arrival -> !known.contains(arrival))
            .toList();
    if (!lost.isEmpty()) {
      workplace.lake().arrivals().record(lost, this::restated, workplace.now());
      known.addAll(lost);
    }
  }

  /** Writes down what is known since the last time. */
  synchronized void writeDown() {
    if (!unwritten.isEmpty()) {
      workplace.lake().arrivals().record(unwritten, this::restated, workplace.now());
      unwritten.clear();
    }
  }

  /** What was told by a log that has just been restated: it is told anew when it is asked for. */
  synchronized void forget(TableName source) {
    read();
    known.getOrDefault(source, list()).removeIf(arrival -> arrival.setAside().isEmpty());
    unwritten.removeIf(arrival -> arrival.source().equals(source));
  }

  private long restated(TableName source) {
    return workplace.lake().changeLog(source).restated();
  }

  private void read() {
    if (!isRead) {
      workplace
          .lake()
          .batches()
          .read()
          .forEach((name, all) -> batches.put(name, new ArrayList<>(all)));
      workplace
          .lake()
          .arrivals()
          .read(this::restated)
          .forEach((name, all) -> known.put(name, new ArrayList<>(all)));
      isRead = true;
    }
  }

  /** A run that was killed may have landed batches of which nothing is written down. */
  private void recover(Staging staging, List<Batch> taken, long last) {
    var told = new HashSet<Long>();
    known.getOrDefault(staging.staging(), List.of()).stream()
        .filter(arrival -> arrival.setAside().isEmpty())
        .forEach(arrival -> told.add(arrival.batch()));
    var missing =
        taken.stream()
            .filter(batch -> batch.number() <= last && !told.contains(batch.number()))
            .filter(batch -> !isLost(batch))
            .toList();
    if (!missing.isEmpty()) {
      var numbers = missing.stream().map(Batch::number).toArray();
      var log = workplace.lake().changeLog(staging.staging()).read();
      var arrivals = Tally.of(staging, log.filter(col(Technical.BATCH).isin(numbers)));
      for (var batch : missing) {
        landed(batch, arrivals.stream().filter(it -> it.batch() == batch.number()).toList());
      }
    }
  }

  /** Whether nothing of a batch could be read. */
  private boolean isLost(Batch batch) {
    var lost = new HashSet<String>();
    known.getOrDefault(batch.source(), List.of()).stream()
        .filter(arrival -> arrival.batch() == batch.number())
        .filter(arrival -> arrival.setAside().isPresent())
        .forEach(arrival -> lost.add(arrival.file()));
    return batch.files().stream().allMatch(file -> lost.contains(file.file()));
  }

  private void add(List<Arrival> arrivals) {
    for (var arrival : arrivals) {
      known.computeIfAbsent(arrival.source(), name -> list()).add(arrival);
      unwritten.add(arrival);
    }
  }

  private static <T> List<T> list() {
    return new ArrayList<>();
  }
}
