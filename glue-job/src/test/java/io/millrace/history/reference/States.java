package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The states of one key: what its changes, each once and in order, make of its row. */
final class States {

  /** Rule 10: from when on a key holds whose real beginning nobody knows: 1900-01-01, in micros. */
  static final long BEGINNING = -2_208_988_800_000_000L;

  /** Whether states show that a row was deleted; {@code on_delete: ignore} does not see D rows. */
  enum Deletes {
    SEEN,
    IGNORED
  }

  private States() {}

  static List<State> of(List<Change> ofOneKey, Source source, Deletes deletes) {
    List<Change> once = Redelivery.removed(ofOneKey, source);
    List<Change> inOrder = CarryForward.filled(Order.sorted(once, source), source);
    List<Long> times = Times.of(inOrder, source);

    // Rule 7: what comes later at one time takes the place of what came before.
    TreeMap<Long, State> byTime = new TreeMap<>();
    for (int i = 0; i < inOrder.size(); i++) {
      Change change = inOrder.get(i);
      if (deletes == Deletes.SEEN || !change.deletes()) {
        byTime.put(times.get(i), new State(times.get(i), row(change, source)));
      }
    }
    List<State> states = new ArrayList<>(byTime.values());
    return beganWithALoad(inOrder) ? fromTheBeginning(states) : states;
  }

  private static boolean beganWithALoad(List<Change> inOrder) {
    Change first = inOrder.get(0);
    return first.load() && !first.deletes();
  }

  /** Rule 10, before any join, so that both sides of one reach back; what is older stays. */
  private static List<State> fromTheBeginning(List<State> states) {
    List<State> extended = new ArrayList<>(states);
    State first = states.get(0);
    extended.set(0, first.from(Math.min(first.time(), BEGINNING)));
    return extended;
  }

  private static Map<String, Object> row(Change change, Source source) {
    if (change.deletes()) {
      return null;
    }
    Map<String, Object> row = new LinkedHashMap<>(change.values());
    for (int i = 0; i < source.key().size(); i++) {
      row.put(source.key().get(i), change.key().get(i));
    }
    return row;
  }
}
