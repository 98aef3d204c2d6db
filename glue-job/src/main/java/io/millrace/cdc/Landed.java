package io.millrace.cdc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * A file of a batch that has landed, and what came of it.
 *
 * @param listed when it was first seen
 * @param isSettled whether everything that was seen with it has landed, too
 */
public record Landed(SourceFile file, Instant listed, boolean isSettled, Arrival arrival) {

  /**
   * The files that have landed.
   *
   * @param last the number of the last batch that has landed
   */
  public static List<Landed> of(List<Batch> batches, long last, List<Arrival> arrivals) {
    var arrived = new HashMap<List<Object>, Arrival>();
    for (var arrival : arrivals) {
      arrived.merge(List.of(arrival.batch(), arrival.file()), arrival, Landed::surer);
    }
    var open = new HashSet<Instant>();
    batches.stream().filter(batch -> batch.number() > last).map(Batch::listed).forEach(open::add);
    var landed = new ArrayList<Landed>();
    for (var batch : batches) {
      if (batch.number() <= last) {
        for (var file : batch.files()) {
          var arrival =
              arrived.getOrDefault(
                  List.of(batch.number(), file.file()),
                  Arrival.empty(batch.source(), batch.number(), file.file()));
          landed.add(new Landed(file, batch.listed(), !open.contains(batch.listed()), arrival));
        }
      }
    }
    return List.copyOf(landed);
  }

  /** Of a batch that was taken twice, a file that was read in the end was not lost. */
  private static Arrival surer(Arrival before, Arrival now) {
    if (before.rows() > 0 || now.rows() > 0) {
      return now.rows() > 0 ? now : before;
    }
    return before.isLost() ? before : now;
  }

  /** Whether its rows have no time but the file's own. */
  boolean hasOwnTime() {
    return arrival.rows() > 0
        && arrival.earliest().equals(arrival.latest())
        && arrival.earliest().filter(file.modified()::equals).isPresent();
  }

  /** Whether its rows carry different times, as those of a load should not. */
  public boolean isSpread() {
    return !arrival.earliest().equals(arrival.latest());
  }
}
