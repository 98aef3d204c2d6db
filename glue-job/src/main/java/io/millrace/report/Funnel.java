package io.millrace.report;

import io.millrace.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the rows went that were read: of one source or of all, in one run. */
record Funnel(
    long read,
    long accepted,
    long quarantined,
    long parked,
    long dropped,
    long redelivered,
    long refused,
    long filtered,
    long warned,
    long corrected) {

  private static final Funnel EMPTY = new Funnel(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Funnel of(Entry entry) {
    return of(entry.batches());
  }

  static Funnel of(List<Entry.Batch> batches) {
    return batches.stream().map(Funnel::of).reduce(EMPTY, Funnel::and);
  }

  /** Of a batch that did not land, nothing did. */
  private static Funnel of(Entry.Batch batch) {
    return batch.landed()
        ? new Funnel(
            batch.read(),
            batch.accepted(),
            batch.quarantined(),
            batch.parked(),
            batch.dropped(),
            batch.redelivered(),
            0,
            batch.filtered(),
            batch.warned(),
            batch.corrected())
        : new Funnel(batch.read(), 0, 0, 0, 0, 0, batch.read(), 0, 0, 0);
  }

  private Funnel and(Funnel other) {
    return new Funnel(
        read + other.read,
        accepted + other.accepted,
        quarantined + other.quarantined,
        parked + other.parked,
        dropped + other.dropped,
        redelivered + other.redelivered,
        refused + other.refused,
        filtered + other.filtered,
        warned + other.warned,
        corrected + other.corrected);
  }

  /** Each place where a row can land, by its word. */
  Map<String, Long> places() {
    var places = new LinkedHashMap<String, Long>();
    places.put("accepted", accepted);
    places.put("quarantined", quarantined);
    places.put("parked", parked);
    places.put("dropped", dropped);
    places.put("redelivered", redelivered);
    places.put("refused", refused);
    return places;
  }

  /** The share of the rows read that was quarantined. */
  double quarantinedShare() {
    return read == 0 ? 0 : (double) quarantined / read;
  }
}
