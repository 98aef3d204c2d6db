package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules 13 and 14 for one fact: its lines' present states, their headers', and where they point.
 */
final class FactFold {

  private final FactRule rule;
  private final Map<String, DimensionIndex> dimensions;
  private final Map<String, Map<List<Object>, List<State>>> headers = new LinkedHashMap<>();
  private final Map<List<Object>, List<State>> lines;
  private final List<FactRow> rows = new ArrayList<>();
  private final List<List<Object>> parked = new ArrayList<>();
  private final List<List<Object>> failed = new ArrayList<>();

  FactFold(Accepted accepted, FactRule rule, Map<String, DimensionIndex> dimensions) {
    this.rule = rule;
    this.dimensions = dimensions;
    this.lines = ReferenceHistory.states(accepted, rule.from());
    for (JoinRule join : rule.joins()) {
      headers.put(join.source(), ReferenceHistory.states(accepted, join.source()));
    }
  }

  Facts facts() {
    lines.forEach(this::line);
    return new Facts(rule, rows, parked, failed);
  }

  private void line(List<Object> grain, List<State> states) {
    State latest = Fold.latestLive(states);
    if (latest == null) {
      return;
    }
    boolean deleted = isDeleted(states);
    Map<String, Object> row = new LinkedHashMap<>(latest.row());
    boolean waits = false;
    for (JoinRule join : rule.joins()) {
      List<Object> key = join.keyIn(latest.row());
      List<State> header = key == null ? List.of() : statesOf(join, key);
      waits |= key != null && header.isEmpty();
      deleted |= !header.isEmpty() && isDeleted(header);
      State shown = Fold.latestLive(header);
      join.columns()
          .forEach((its, here) -> row.put(here, shown == null ? null : shown.row().get(its)));
    }
    if (deleted && !rule.flags()) {
      return;
    }
    if (waits) {
      parked.add(grain);
    } else {
      lookUp(grain, row, deleted);
    }
  }

  private void lookUp(List<Object> grain, Map<String, Object> row, boolean deleted) {
    Map<String, Pointer> pointers = new LinkedHashMap<>();
    boolean parks = false;
    boolean fails = false;
    for (LookupRule lookup : rule.lookups()) {
      Optional<Pointer> found = found(lookup, row);
      parks |= found.isEmpty() && lookup.missing() == LookupRule.Missing.PARK;
      fails |= found.isEmpty() && lookup.missing() == LookupRule.Missing.FAIL;
      pointers.put(lookup.role(), found.orElseGet(() -> instead(lookup, row)));
    }
    if (fails) {
      failed.add(grain);
    } else if (parks) {
      parked.add(grain);
    } else {
      Map<String, Object> values = new LinkedHashMap<>();
      rule.columns().forEach(column -> values.put(column, row.get(column)));
      rows.add(new FactRow(grain, values, pointers, deleted));
    }
  }

  private Optional<Pointer> found(LookupRule lookup, Map<String, Object> row) {
    if (AsOf.isUnknown(lookup, row)) {
      return Optional.of(Pointer.UNKNOWN);
    }
    Long time = lookup.asOf() == null ? null : Values.micros(row.get(lookup.asOf()));
    return dimensions.get(lookup.dimension()).find(JoinRule.keyIn(row, lookup.on()), time);
  }

  private Pointer instead(LookupRule lookup, Map<String, Object> row) {
    return lookup.missing() == LookupRule.Missing.INFER
        ? dimensions.get(lookup.dimension()).inferred(JoinRule.keyIn(row, lookup.on()))
        : Pointer.UNKNOWN;
  }

  private List<State> statesOf(JoinRule join, List<Object> key) {
    return headers.get(join.source()).getOrDefault(key, List.of());
  }

  private static boolean isDeleted(List<State> states) {
    return !states.get(states.size() - 1).live();
  }
}
