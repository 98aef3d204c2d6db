package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * History as DESIGN section 6 has it: states of sources, versions and present rows of dimensions.
 *
 * <p>Every result is in the order of {@link Values#BY_KEY}, then of time.
 */
public final class ReferenceHistory {

  private ReferenceHistory() {}

  /** The states of every key, from changes alone. */
  public static Map<List<Object>, List<State>> states(List<Change> changes, Source source) {
    return states(changes, List.of(), source, States.Deletes.SEEN);
  }

  /** The states of every key of a source, from its changes and its loads. */
  public static Map<List<Object>, List<State>> states(Accepted accepted, String name) {
    return states(accepted, name, States.Deletes.SEEN);
  }

  private static Map<List<Object>, List<State>> states(
      Accepted accepted, String name, States.Deletes deletes) {
    Source source = accepted.source(name);
    return states(accepted.changesOf(source), accepted.loadsOf(source), source, deletes);
  }

  private static Map<List<Object>, List<State>> states(
      List<Change> changes, List<Load> loads, Source source, States.Deletes deletes) {
    List<Change> all = DerivedDeletes.with(ChangedKeys.withDeletes(changes), loads, source);
    Map<List<Object>, List<Change>> byKey = new HashMap<>();
    for (Change change : all) {
      byKey.computeIfAbsent(change.key(), key -> new ArrayList<>()).add(change);
    }
    Map<List<Object>, List<State>> states = new TreeMap<>(Values.BY_KEY);
    byKey.forEach((key, itsChanges) -> states.put(key, States.of(itsChanges, source, deletes)));
    return states;
  }

  /** The rows that a source has now, as a mirror shows them: key columns included. */
  public static Map<List<Object>, Map<String, Object>> mirror(Accepted accepted, String source) {
    Map<List<Object>, Map<String, Object>> rows = new TreeMap<>(Values.BY_KEY);
    states(accepted, source)
        .forEach(
            (key, states) -> {
              State last = states.get(states.size() - 1);
              if (last.live()) {
                rows.put(key, last.row());
              }
            });
    return rows;
  }

  /** The versions of an SCD2 dimension, without inferred members: those come from facts. */
  public static List<Version> dimension(Accepted accepted, DimensionRule rule) {
    List<Version> versions = new ArrayList<>();
    joinedStates(accepted, rule)
        .forEach((key, states) -> versions.addAll(Fold.versions(key, states, rule)));
    return versions;
  }

  /** The rows of an SCD1 dimension, without inferred members. */
  public static List<Present> scd1(Accepted accepted, DimensionRule rule) {
    List<Present> rows = new ArrayList<>();
    joinedStates(accepted, rule)
        .forEach(
            (key, states) -> {
              Present row = Fold.present(key, states, rule.columns());
              if (row != null) {
                rows.add(row);
              }
            });
    return rows;
  }

  private static Map<List<Object>, List<State>> joinedStates(
      Accepted accepted, DimensionRule rule) {
    States.Deletes deletes = rule.ignoresDeletes() ? States.Deletes.IGNORED : States.Deletes.SEEN;
    Map<List<Object>, List<State>> mine = states(accepted, rule.from(), deletes);
    for (JoinRule join : rule.joins()) {
      Map<List<Object>, List<State>> theirs = states(accepted, join.source());
      mine.replaceAll((key, states) -> TemporalJoin.of(states, join, theirs));
    }
    return mine;
  }
}
