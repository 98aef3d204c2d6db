package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rule 12: where loads replace, a key that is in no row of a complete load is a D at its time.
 *
 * <p>So it is for every key that is ever seen, whenever that is: one that turns up later was not
 * there at the load, and so did not begin in 1900 (rule 10). The D stands where the load's row
 * would have stood: before the CDC rows of the same timestamp.
 */
final class DerivedDeletes {

  private DerivedDeletes() {}

  static List<Change> with(List<Change> changes, List<Load> loads, Source source) {
    if (!source.replaces()) {
      return changes;
    }
    Set<List<Object>> everSeen = new LinkedHashSet<>();
    changes.forEach(change -> everSeen.add(change.key()));
    List<Change> all = new ArrayList<>(changes);
    for (Load load : loads) {
      for (List<Object> key : everSeen) {
        if (load.complete() && !load.keys().contains(key)) {
          all.add(derived(load, key));
        }
      }
    }
    return all;
  }

  private static Change derived(Load load, List<Object> key) {
    return new Change(
        load.source(),
        key,
        null,
        Change.Op.D,
        load.at(),
        true,
        List.of(),
        "",
        0,
        null,
        Map.of(),
        false,
        0);
  }
}
