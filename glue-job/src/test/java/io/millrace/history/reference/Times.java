package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Rule 6: effective_at, if it is after the time of the change before and not after the DMS
 * timestamp; else the DMS timestamp.
 *
 * <p>The change before is the one by position, whatever it did; of the first load row that is its
 * own time, though its state will hold from 1900 (rule 10).
 */
final class Times {

  private Times() {}

  /** The times of these changes, one for each. */
  static List<Long> of(List<Change> inOrder, Source source) {
    List<Long> times = new ArrayList<>();
    Long before = null;
    for (Change change : inOrder) {
      before = time(change, before, source);
      times.add(before);
    }
    return times;
  }

  private static long time(Change change, Long before, Source source) {
    Long effective = change.effective();
    boolean counts =
        source.effectiveAt()
            && effective != null
            && !change.deletes()
            && (before == null || effective > before)
            && effective <= change.at();
    return counts ? effective : change.at();
  }
}
