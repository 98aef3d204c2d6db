package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one dimension by key, for lookups (rules 14 and 15); inferred ones are not in it. */
final class DimensionIndex {

  private final DimensionRule rule;
  private final Map<List<Object>, List<Version>> versions = new HashMap<>();
  private final Map<List<Object>, Present> rows = new HashMap<>();

  DimensionIndex(Accepted accepted, DimensionRule rule) {
    this.rule = rule;
    if (rule.scd1()) {
      ReferenceHistory.scd1(accepted, rule).forEach(row -> rows.put(row.key(), row));
    } else {
      ReferenceHistory.dimension(accepted, rule)
          .forEach(v -> versions.computeIfAbsent(v.key(), key -> new ArrayList<>()).add(v));
    }
  }

  /** What a lookup finds; time null means whatever is there now. */
  Optional<Pointer> find(List<Object> key, Long time) {
    if (rule.scd1()) {
      return rows.containsKey(key) ? Optional.of(Pointer.version(key, null)) : Optional.empty();
    }
    return AsOf.version(versionsOf(key), time);
  }

  /** The inferred member to which a lookup that finds nothing leads, if there is room for one. */
  Pointer inferred(List<Object> key) {
    if (rule.scd1()) {
      return Pointer.inferred(key, null);
    }
    boolean room = versionsOf(key).isEmpty() || versionsOf(key).get(0).from() > States.BEGINNING;
    return room ? Pointer.inferred(key, States.BEGINNING) : Pointer.UNKNOWN;
  }

  List<Version> versionsOf(List<Object> key) {
    return versions.getOrDefault(key, List.of());
  }
}
