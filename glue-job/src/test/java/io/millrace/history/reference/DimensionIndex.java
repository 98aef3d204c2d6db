package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of one dimension, also by key for lookups; inferred ones (rule 15) are not in it. */
final class DimensionIndex {

  final DimensionRule rule;
  final List<Version> versions;
  final List<Present> rows;
  private final Map<List<Object>, List<Version>> versionsByKey = new HashMap<>();
  private final Set<List<Object>> rowKeys = new HashSet<>();

  DimensionIndex(Accepted accepted, DimensionRule rule) {
    this.rule = rule;
    this.versions = rule.scd1() ? List.of() : ReferenceHistory.dimension(accepted, rule);
    this.rows = rule.scd1() ? ReferenceHistory.scd1(accepted, rule) : List.of();
    versions.forEach(v -> versionsByKey.computeIfAbsent(v.key(), k -> new ArrayList<>()).add(v));
    rows.forEach(row -> rowKeys.add(row.key()));
  }

  /** What a lookup finds; time null means whatever is there now. */
  Optional<Pointer> find(List<Object> key, Long time) {
    if (rule.scd1()) {
      return rowKeys.contains(key) ? Optional.of(Pointer.version(key, null)) : Optional.empty();
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
    return versionsByKey.getOrDefault(key, List.of());
  }
}
