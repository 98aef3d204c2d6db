package io.millrace.cdc;

import io.millrace.config.Configuration;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source's files as they came, listing by listing, and what was found in them. */
final class Folder {

  static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final Staging staging;
  private final List<Batch> batches = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<SourceFile> listing = new ArrayList<>();
  private long last;

  Folder(String source) {
    this.staging =
        Configuration.read(Path.of("src/test/resources/loads"), "local", Map.of(), name -> null)
            .pipeline()
            .orElseThrow()
            .staging(TableName.of(source))
            .orElseThrow();
  }

  static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  /** A load file whose rows all carry one time. */
  Folder load(String name, int written, int told) {
    return load(name, written, told, told, 0);
  }

  Folder load(String name, int written, int earliest, int latest, int keyless) {
    var times = List.of(minute(earliest), minute(latest));
    return file(name + ".parquet", written, 10, times, keyless, name, Optional.empty());
  }

  /** A load file without timestamps: its own time is that of its rows. */
  Folder load(String name, int written) {
    return load(name, written, written);
  }

  Folder lost(String name, int written) {
    return file(
        name + ".parquet", written, 0, List.of(), 0, "", Optional.of("it is no Parquet file"));
  }

  Folder changes(String name, int written) {
    return changes(name, written, name);
  }

  /** A file of changes with these rows. */
  Folder changes(String name, int written, String rows) {
    var times = List.of(minute(written), minute(written));
    return file(name + ".parquet", written, 1, times, 0, rows, Optional.empty());
  }

  Folder marker(int written) {
    listing.add(source(SourceFile.MARKER, written));
    return this;
  }

  private Folder file(
      String name,
      int written,
      long rows,
      List<Instant> times,
      int keyless,
      String contents,
      Optional<String> setAside) {
    listing.add(source(name, written));
    arrivals.add(
        new Arrival(
            staging.staging(),
            -1 - listing.size(),
            name,
            rows,
            times.stream().min(Instant::compareTo),
            times.stream().max(Instant::compareTo),
            keyless,
            contents,
            setAside));
    return this;
  }

  private static SourceFile source(String name, int written) {
    return new SourceFile("raw/" + name, name, 100, minute(written));
  }

  /** What came so far is listed, cut into batches of so many files, and all of it lands. */
  Folder listed(int atMost) {
    var cut =
        new Backlog(atMost, Long.MAX_VALUE)
            .batches(staging.staging(), batches.size(), NOON.plusSeconds(batches.size()), listing);
    for (var batch : cut) {
      for (var file : batch.files()) {
        for (int i = 0; i < arrivals.size(); i++) {
          var arrival = arrivals.get(i);
          if (arrival.batch() < 0 && arrival.file().equals(file.file())) {
            arrivals.set(i, inBatch(arrival, batch.number()));
          }
        }
      }
    }
    batches.addAll(cut);
    listing.clear();
    last = batches.size();
    return this;
  }

  Folder listed() {
    return listed(1_000);
  }

  /** Only so many batches have landed so far. */
  Folder landedOnly(long number) {
    last = number;
    return this;
  }

  private static Arrival inBatch(Arrival arrival, long batch) {
    return new Arrival(
        arrival.source(),
        batch,
        arrival.file(),
        arrival.rows(),
        arrival.earliest(),
        arrival.latest(),
        arrival.keyless(),
        arrival.contents(),
        arrival.setAside());
  }

  List<Landed> landed() {
    return Landed.of(batches, last, arrivals);
  }

  Staging staging() {
    return staging;
  }

  /** Each load with its minute, its files, and whether it is complete or why it never is. */
  List<String> loads() {
    return Loads.of(staging, landed()).stream()
        .map(
            load ->
                Duration.between(NOON, load.at()).toMinutes()
                    + " "
                    + load.files().stream()
                        .map(file -> file.file().name().replace(".parquet", ""))
                        .toList()
                    + " "
                    + load.flaw()
                        .map(Load.Flaw::what)
                        .orElse(load.isComplete() ? "complete" : "open"))
        .toList();
  }
}
