package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rule 11: one sequence of states from two, by foreign key and overlap; where the joined row is
 * absent or deleted its columns are null.
 */
final class TemporalJoin {

  private TemporalJoin() {}

  static List<State> of(List<State> mine, JoinRule rule, Map<List<Object>, List<State>> theirs) {
    List<State> joined = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      State state = mine.get(i);
      long end = i + 1 < mine.size() ? mine.get(i + 1).time() : Long.MAX_VALUE;
      if (state.live()) {
        joined.addAll(during(state, end, rule, statesOf(rule.keyIn(state.row()), theirs)));
      } else {
        joined.add(state);
      }
    }
    return joined;
  }

  private static List<State> statesOf(List<Object> key, Map<List<Object>, List<State>> theirs) {
    return key == null ? List.of() : theirs.getOrDefault(key, List.of());
  }

  private static List<State> during(State state, long end, JoinRule rule, List<State> theirs) {
    TreeSet<Long> times = new TreeSet<>();
    times.add(state.time());
    for (State other : theirs) {
      if (other.time() > state.time() && other.time() < end) {
        times.add(other.time());
      }
    }
    return times.stream().map(time -> both(state, time, rule, at(time, theirs))).toList();
  }

  /** The row that held at a time; null before there was one and while it is deleted. */
  private static Map<String, Object> at(long time, List<State> states) {
    Map<String, Object> row = null;
    for (State state : states) {
      if (state.time() <= time) {
        row = state.row();
      }
    }
    return row;
  }

  private static State both(State state, long time, JoinRule rule, Map<String, Object> other) {
    Map<String, Object> row = new LinkedHashMap<>(state.row());
    rule.columns().forEach((its, here) -> row.put(here, other == null ? null : other.get(its)));
    return new State(time, row);
  }
}
