package io.millrace.history;

import io.millrace.cdc.Arrival;
import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.history.reference.Load;
import io.millrace.lake.Lake;
import io.millrace.pipeline.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of the loads of a batch, written down as a run does: a load that is not complete has a
 * row whose key could not be read, and changes that came after all of them make the others so.
 */
record LoadFiles(TableName source, long batch, List<Load> loads) {

  private static final Instant LISTED = Instant.parse("2027-01-01T00:00:00Z");
  private static final String LATER = "20270101-000000000.parquet";

  void record(Lake lake) {
    var files = new ArrayList<>(List.of(file(LATER)));
    var arrivals = new ArrayList<>(List.of(Arrival.empty(source, batch, LATER)));
    for (int i = 0; i < loads.size(); i++) {
      var name = "LOAD%08X.parquet".formatted(1 + i);
      files.add(file(name));
      arrivals.add(arrival(name, loads.get(i)));
    }
    lake.batches().record(List.of(new Batch(source, batch, LISTED.plusSeconds(batch), files)));
    lake.arrivals().record(arrivals, name -> 0, LISTED);
  }

  private SourceFile file(String name) {
    return new SourceFile("raw/" + source + "/" + name, name, batch, LISTED.plusSeconds(batch));
  }

  private Arrival arrival(String name, Load load) {
    var at = Optional.of(Instant.EPOCH.plus(load.at(), ChronoUnit.MICROS));
    var contents = batch + "/" + name;
    return new Arrival(
        source, batch, name, 1, at, at, load.complete() ? 0 : 1, contents, Optional.empty());
  }
}
