package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule 8: a null of a U is filled from the state before it.
 *
 * <p>The state before is the one by position; after a D there is none, and null stays null.
 */
final class CarryForward {

  private CarryForward() {}

  static List<Change> filled(List<Change> inOrder, Source source) {
    List<Change> filled = new ArrayList<>();
    Map<String, Object> before = Map.of();
    for (Change change : inOrder) {
      Change full = change.op() == Change.Op.U ? filled(change, before, source) : change;
      before = full.deletes() ? Map.of() : full.values();
      filled.add(full);
    }
    return filled;
  }

  private static Change filled(Change change, Map<String, Object> before, Source source) {
    Map<String, Object> values = new LinkedHashMap<>(change.values());
    for (String column : source.carryForward()) {
      if (values.get(column) == null && before.get(column) != null) {
        values.put(column, before.get(column));
      }
    }
    return change.values(values);
  }
}
