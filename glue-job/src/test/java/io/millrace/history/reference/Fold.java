package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules 9 and 13: the versions, or the present row, that the states of one key make. */
final class Fold {

  private Fold() {}

  static List<Version> versions(List<Object> key, List<State> states, DimensionRule rule) {
    List<Version> versions = new ArrayList<>();
    int first = 0;
    while (first < states.size()) {
      int last = first;
      while (last + 1 < states.size() && continues(states.get(last), states.get(last + 1), rule)) {
        last++;
      }
      if (states.get(first).live()) {
        Long to = last + 1 < states.size() ? states.get(last + 1).time() : null;
        Map<String, Object> values = values(states.get(last), latestLive(states), rule);
        versions.add(new Version(key, states.get(first).time(), to, values, false));
      }
      first = last + 1;
    }
    return versions;
  }

  private static boolean continues(State state, State next, DimensionRule rule) {
    return state.live() && next.live() && Values.sameIn(rule.track(), state.row(), next.row());
  }

  private static Map<String, Object> values(State last, State latest, DimensionRule rule) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String column : rule.columns()) {
      State shown = rule.overwrite().contains(column) ? latest : last;
      values.put(column, shown.row().get(column));
    }
    return values;
  }

  /** The present row, or null for a key that never was live. */
  static Present present(List<Object> key, List<State> states, List<String> columns) {
    State latest = latestLive(states);
    if (latest == null) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column, latest.row().get(column)));
    boolean deleted = !states.get(states.size() - 1).live();
    return new Present(key, values, deleted, false);
  }

  /** The last state in which the row is there, or null. */
  static State latestLive(List<State> states) {
    State latest = null;
    for (State state : states) {
      if (state.live()) {
        latest = state;
      }
    }
    return latest;
  }
}
