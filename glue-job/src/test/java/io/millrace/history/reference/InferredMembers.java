package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rule 15: versions from 1900-01-01 to the first real one, with nulls; one exists exactly while
 * some row of some fact resolves to it. A parked row resolves to nothing.
 */
final class InferredMembers {

  private InferredMembers() {}

  static List<Version> versions(DimensionIndex dimension, List<Facts> allFacts) {
    List<Version> inferred = new ArrayList<>();
    for (List<Object> key : keys(dimension.rule, allFacts)) {
      List<Version> real = dimension.versionsOf(key);
      Long to = real.isEmpty() ? null : real.get(0).from();
      inferred.add(new Version(key, States.BEGINNING, to, nulls(dimension.rule), true));
    }
    return inferred;
  }

  static List<Present> scd1(DimensionIndex dimension, List<Facts> allFacts) {
    List<Present> inferred = new ArrayList<>();
    for (List<Object> key : keys(dimension.rule, allFacts)) {
      inferred.add(new Present(key, nulls(dimension.rule), false, true));
    }
    return inferred;
  }

  private static SortedSet<List<Object>> keys(DimensionRule rule, List<Facts> allFacts) {
    SortedSet<List<Object>> keys = new TreeSet<>(Values.BY_KEY);
    for (Facts facts : allFacts) {
      for (LookupRule lookup : facts.rule().lookups()) {
        for (FactRow row : facts.rows()) {
          Pointer pointer = row.pointers().get(lookup.role());
          if (lookup.dimension().equals(rule.name()) && pointer.kind() == Pointer.Kind.INFERRED) {
            keys.add(pointer.key());
          }
        }
      }
    }
    return keys;
  }

  private static Map<String, Object> nulls(DimensionRule rule) {
    Map<String, Object> values = new LinkedHashMap<>();
    rule.columns().forEach(column -> values.put(column, null));
    return values;
  }
}
